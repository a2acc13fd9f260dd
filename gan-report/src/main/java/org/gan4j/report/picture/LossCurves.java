package org.gan4j.report.picture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Losses over time.
 *
 * @param names what the losses are called
 * @param losses at some iterations, in their order
 * @param reference where they would settle; null if nobody knows
 */
public record LossCurves(List<String> names, List<Losses> losses, @Nullable Reference reference) {

  /**
   * The losses of one iteration.
   *
   * @param values one for each name
   */
  public record Losses(int iteration, List<Double> values) {
    /** Copies the list. */
    public Losses {
      values = List.copyOf(values);
    }
  }

  /**
   * Losses to compare with, drawn as dashed lines.
   *
   * @param name what the legend says of them
   */
  public record Reference(String name, List<Double> levels) {
    /** Copies the list. */
    public Reference {
      levels = List.copyOf(levels);
    }
  }

  /** Copies the lists. */
  public LossCurves {
    names = List.copyOf(names);
    losses = List.copyOf(losses);
    for (Losses at : losses) {
      if (at.values().size() != names.size()) {
        throw new IllegalArgumentException(
            "iteration %s has %s losses, but the names are %s"
                .formatted(at.iteration(), at.values().size(), names));
      }
    }
  }

  /** Losses without a reference. */
  public static LossCurves of(List<String> names, List<Losses> losses) {
    return new LossCurves(names, losses, null);
  }

  /** The levels of the reference, if there is one. */
  List<Double> levels() {
    return reference == null ? List.of() : reference.levels();
  }

  double[] curve(int index) {
    return losses.stream().mapToDouble(at -> at.values().get(index)).toArray();
  }

  double[] sorted() {
    List<Double> all = new ArrayList<>();
    losses.forEach(at -> all.addAll(at.values()));
    return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
