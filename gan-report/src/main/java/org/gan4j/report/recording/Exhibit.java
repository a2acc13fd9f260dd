package org.gan4j.report.recording;

import org.gan4j.report.picture.Picture;

/**
 * A picture that a report shows once.
 *
 * @param file where it is, from the run folder: {@code interpolation.png}
 * @param title what the report calls it
 */
public record Exhibit(String file, String title, Picture picture) {}
