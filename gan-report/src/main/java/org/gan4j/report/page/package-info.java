/** One self-contained page about a training run, beside its pictures and animations. */
@NullMarked
package org.gan4j.report.page;

import org.jspecify.annotations.NullMarked;
