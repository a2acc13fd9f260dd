/**
 * Pictures and the files that hold them: scatter plots, curves of losses, grids of images, PNG and
 * animated GIF. Knows no training.
 */
@NullMarked
package org.gan4j.report.picture;

import org.jspecify.annotations.NullMarked;
