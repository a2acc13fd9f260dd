package org.gan4j.report.recording;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.report.picture.Picture;

/**
 * One iteration as pictures show it.
 *
 * @param pictures at most one for each album
 */
public record Frame(int iteration, Map<Album, Picture> pictures) {
  /** Copies the map. */
  public Frame {
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
  }
}
