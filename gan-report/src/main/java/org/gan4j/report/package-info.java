/**
 * What a training run looks like: {@link org.gan4j.report.HistoryRecorder} listens, {@link
 * org.gan4j.report.RunReport} draws pictures, animations and one self-contained page.
 */
@NullMarked
package org.gan4j.report;

import org.jspecify.annotations.NullMarked;
