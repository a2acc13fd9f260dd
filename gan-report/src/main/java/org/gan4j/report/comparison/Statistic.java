package org.gan4j.report.comparison;

import java.util.Arrays;

/**
 * Mean and sample standard deviation of some values.
 *
 * @param mean NaN of no values
 * @param deviation with n - 1 in the denominator; 0 of fewer than two values
 */
public record Statistic(double mean, double deviation) {

  /** Of these values. */
  public static Statistic of(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Statistic(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }
}
