package org.gan4j.examples.points;

import java.util.Locale;
import java.util.function.Supplier;
import org.gan4j.data.Curves;
import org.gan4j.data.Samples;
import org.gan4j.data.Toys;

/** Points in the plane to learn. */
public enum PointsData {
  /** y = 10 + x². */
  QUADRATIC(Curves::quadratic),
  /** A curve of the third degree. */
  CUBIC(Curves::cubic),
  /** A sine. */
  SINE(Curves::sine),
  /** A cosine. */
  COSINE(Curves::cosine),
  /** Two parabolas, one above the other. */
  TWO_PARABOLAS(Curves::twoParabolas),
  /** Eight Gaussians in a ring. */
  RING(Toys::ring),
  /** 25 Gaussians in a square. */
  GRID(Toys::grid),
  /** A spiral that grows wider. */
  SWISS_ROLL(Toys::swissRoll),
  /** Two half circles that reach into each other. */
  TWO_MOONS(Toys::twoMoons),
  /** Two spirals. */
  SPIRALS(Toys::spirals);

  private final Supplier<Samples> samples;

  PointsData(Supplier<Samples> samples) {
    this.samples = samples;
  }

  /** The distribution. */
  public Samples samples() {
    return samples.get();
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
