package org.gan4j.report.picture;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How points are marked, in the colours of Okabe and Ito (2008) that colour-blind people can tell
 * apart: blue circles are real, orange diamonds generated, hollow before a player's steps.
 */
public enum Mark {
  /** Real samples, or what comes of them. */
  REAL(0x0072B2, SeriesMarkers.CIRCLE),
  /** Generated samples, or what comes of them. */
  GENERATED(0xD55E00, SeriesMarkers.DIAMOND),
  /** Real ones before something was done. */
  REAL_BEFORE(0x88CCEE, HollowMarker.CIRCLE),
  /** Generated ones before something was done. */
  GENERATED_BEFORE(0xF0B860, HollowMarker.DIAMOND);

  private final Color color;
  private final Marker marker;

  Mark(int rgb, Marker marker) {
    this.color = new Color(rgb);
    this.marker = marker;
  }

  Color color() {
    return color;
  }

  Marker marker() {
    return marker;
  }
}
