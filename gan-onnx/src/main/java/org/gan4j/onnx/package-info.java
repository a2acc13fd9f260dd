/** Trained networks as ONNX models. */
@NullMarked
package org.gan4j.onnx;

import org.jspecify.annotations.NullMarked;
