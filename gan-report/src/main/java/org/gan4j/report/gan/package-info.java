/** What a GAN on points in the plane, or on images, looks like in a report. */
@NullMarked
package org.gan4j.report.gan;

import org.jspecify.annotations.NullMarked;
