package org.gan4j.data;

import java.util.List;
import java.util.Objects;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * Gaussians of equal weight in the plane.
 *
 * @param name what it is called in reports
 * @param modes the means, at least one, all distinct
 * @param sigma the standard deviation on each axis, positive
 */
public record Mixture(String name, List<Mode> modes, double sigma) implements Samples {

  /** The mean of one Gaussian. */
  public record Mode(double x, double y) {
    /**
     * @throws IllegalArgumentException if a coordinate is not finite
     */
    public Mode {
      Check.finite("the x of a Gaussian's mean", x);
      Check.finite("the y of a Gaussian's mean", y);
    }

    /** How far a point is from the mean. */
    public double distance(double pointX, double pointY) {
      return Math.hypot(pointX - x, pointY - y);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no mode, two are equal, or sigma is not positive
   */
  public Mixture {
    Objects.requireNonNull(name, "name");
    modes = Check.allGiven("modes", modes);
    if (modes.isEmpty() || modes.stream().distinct().count() < modes.size()) {
      throw new IllegalArgumentException("mixture " + name + " needs distinct modes: " + modes);
    }
    Check.positive("the sigma of mixture " + name, sigma);
  }

  /** The index of the mode nearest to a point; of equally near ones the first. */
  public int nearestMode(double x, double y) {
    int nearest = 0;
    for (int i = 1; i < modes.size(); i++) {
      if (modes.get(i).distance(x, y) < modes.get(nearest).distance(x, y)) {
        nearest = i;
      }
    }
    return nearest;
  }

  @Override
  public Shape rowShape() {
    return Shape.of(2);
  }

  @Override
  public void fill(float[] rows, int count, RandomStream stream) {
    for (int i = 0; i < count; i++) {
      Mode mode = modes.get(stream.nextInt(modes.size()));
      rows[2 * i] = (float) (mode.x() + sigma * stream.nextGaussian());
      rows[2 * i + 1] = (float) (mode.y() + sigma * stream.nextGaussian());
    }
  }
}
