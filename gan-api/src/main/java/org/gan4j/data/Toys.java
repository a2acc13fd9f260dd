package org.gan4j.data;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** The standard two-dimensional test distributions. */
public final class Toys {
  private static final Shape PLANE = Shape.of(2);

  private Toys() {}

  /** 8 Gaussians of sigma 0.02 at equal angles on the circle of radius 2 (Metz et al. 2017). */
  public static Mixture ring() {
    List<Mixture.Mode> modes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double angle = Math.PI * i / 4;
      modes.add(new Mixture.Mode(2 * StrictMath.cos(angle), 2 * StrictMath.sin(angle)));
    }
    return new Mixture("ring", modes, 0.02);
  }

  /**
   * 25 Gaussians of sigma 0.05 on a 5 by 5 grid of spacing 2 around 0 (VEEGAN, Srivastava et al.
   * 2017).
   */
  public static Mixture grid() {
    List<Mixture.Mode> modes = new ArrayList<>();
    for (int x = -2; x <= 2; x++) {
      for (int y = -2; y <= 2; y++) {
        modes.add(new Mixture.Mode(2 * x, 2 * y));
      }
    }
    return new Mixture("grid", modes, 0.05);
  }

  /** A rolled-up sheet seen from its side: radius growing with the angle, from 0.33 to 1. */
  public static Samples swissRoll() {
    return Samples.of(
        PLANE,
        (row, stream) -> {
          double angle = 1.5 * Math.PI * (1 + 2 * stream.nextUniform());
          double radius = angle / (4.5 * Math.PI);
          place(row, radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 0.01, stream);
        });
  }

  /** Two half circles of radius 1 that reach into each other, with noise of sigma 0.05. */
  public static Samples twoMoons() {
    return Samples.of(
        PLANE,
        (row, stream) -> {
          boolean upper = stream.nextInt(2) == 0;
          double angle = Math.PI * stream.nextUniform();
          double x = upper ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle);
          double y = upper ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle);
          place(row, x, y, 0.05, stream);
        });
  }

  /** Two arms, each the other turned by half a circle, with noise of sigma 0.02. */
  public static Samples spirals() {
    return Samples.of(
        PLANE,
        (row, stream) -> {
          double turn = stream.nextInt(2) * Math.PI;
          double radius = Math.sqrt(stream.nextUniform());
          double angle = 3 * Math.PI * radius + turn;
          place(row, radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), 0.02, stream);
        });
  }

  private static void place(float[] row, double x, double y, double sigma, RandomStream stream) {
    row[0] = (float) (x + sigma * stream.nextGaussian());
    row[1] = (float) (y + sigma * stream.nextGaussian());
  }
}
