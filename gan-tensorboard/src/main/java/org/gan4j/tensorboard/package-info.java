/** What TensorBoard shows of a training. */
@NullMarked
package org.gan4j.tensorboard;

import org.jspecify.annotations.NullMarked;
