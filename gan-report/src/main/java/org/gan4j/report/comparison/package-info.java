/** The same training on several backends, side by side: a page for people, files for programs. */
@NullMarked
package org.gan4j.report.comparison;

import org.jspecify.annotations.NullMarked;
