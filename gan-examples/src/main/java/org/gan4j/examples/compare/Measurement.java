package org.gan4j.examples.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gan4j.report.comparison.Comparison.Difference;
import org.gan4j.report.comparison.Comparison.Drift;
import org.gan4j.report.comparison.Comparison.Losses;
import org.gan4j.report.comparison.Comparison.Run;
import org.gan4j.report.picture.Cloud;
import org.jspecify.annotations.Nullable;

/**
 * What one training on one backend showed, as its process hands it over.
 *
 * @param losses of every iteration
 * @param snapshots all parameters of all networks after some iterations
 * @param real some samples of the data, if they are points
 * @param generated some generated ones
 * @param picture what was made, if it is something else
 */
record Measurement(
    String description,
    double secondsToFirstStep,
    double stepsPerSecond,
    @Nullable Double peakMegabytes,
    List<Losses> losses,
    List<Snapshot> snapshots,
    Map<String, Double> metrics,
    Cloud real,
    Cloud generated,
    @Nullable String picture) {
  private static final int SHOWN_LOSSES = 10;

  /** Copies the lists. */
  Measurement {
    losses = List.copyOf(losses);
    snapshots = List.copyOf(snapshots);
    Objects.requireNonNull(metrics);
    Objects.requireNonNull(real);
    Objects.requireNonNull(generated);
  }

  /** The parameters after an iteration, one after another. */
  record Snapshot(int iteration, List<Float> parameters) {}

  Run asRun(long seed) {
    List<Losses> shown =
        losses.stream().filter(loss -> loss.iteration() % SHOWN_LOSSES == 0).toList();
    return new Run(
        seed,
        secondsToFirstStep,
        stepsPerSecond,
        peakMegabytes,
        shown,
        metrics,
        generated,
        picture);
  }

  Drift driftFrom(Measurement other, String backend, String against, long seed) {
    Map<Integer, Double> parameters = new TreeMap<>();
    for (int i = 0; i < Math.min(snapshots.size(), other.snapshots.size()); i++) {
      parameters.put(
          snapshots.get(i).iteration(),
          largest(snapshots.get(i).parameters(), other.snapshots.get(i).parameters()));
    }
    List<Difference> differences = new ArrayList<>();
    Integer partedAt = null;
    for (int i = 0; i < Math.min(losses.size(), other.losses.size()); i++) {
      double loss = difference(losses.get(i), other.losses.get(i));
      Double parameter = parameters.get(i);
      if (partedAt == null && Math.max(loss, parameter == null ? 0 : parameter) > Drift.PARTED) {
        partedAt = i;
      }
      if (parameter != null) {
        differences.add(new Difference(i, loss, parameter));
      }
    }
    return new Drift(backend, against, seed, differences, partedAt);
  }

  private static double difference(Losses a, Losses b) {
    return a.byName().entrySet().stream()
        .mapToDouble(
            loss -> Math.abs(loss.getValue() - b.byName().getOrDefault(loss.getKey(), Double.NaN)))
        .max()
        .orElse(0);
  }

  private static double largest(List<Float> a, List<Float> b) {
    double largest = 0;
    for (int i = 0; i < a.size(); i++) {
      largest = Math.max(largest, Math.abs((double) a.get(i) - b.get(i)));
    }
    return largest;
  }
}
