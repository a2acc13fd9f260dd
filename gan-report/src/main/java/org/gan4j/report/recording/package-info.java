/**
 * What was seen of a training run: a {@link org.gan4j.report.recording.Recorder} listens and has
 * its {@link org.gan4j.report.recording.Camera} take frames, which become the pages of albums.
 */
@NullMarked
package org.gan4j.report.recording;

import org.jspecify.annotations.NullMarked;
