package org.gan4j.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The same training on several backends.
 *
 * @param title what was trained
 * @param settings what was the same for all: experiment, machine, versions
 * @param real some samples of the data
 * @param backends what each backend did
 * @param drifts how far pairs of backends are apart
 */
public record Comparison(
    String title,
    Map<String, String> settings,
    Cloud real,
    List<Result> backends,
    List<Drift> drifts) {

  /**
   * What a backend did.
   *
   * @param backend its name
   * @param description engine, version, device, threads; empty if nothing ran
   * @param runs one for each seed that went well
   * @param failures one for each seed that did not
   */
  public record Result(String backend, String description, List<Run> runs, List<Failure> failures) {
    /** Copies the lists. */
    public Result {
      runs = List.copyOf(runs);
      failures = List.copyOf(failures);
    }

    /** Mean and deviation over the runs. */
    public Statistic over(ToDoubleFunction<Run> value) {
      return Statistic.of(runs.stream().mapToDouble(value).toArray());
    }
  }

  /**
   * One training.
   *
   * @param secondsToFirstStep from the start of its process to the end of the first iteration
   * @param stepsPerSecond optimizer steps of both players a second, after the first tenth of the
   *     iterations
   * @param peakMegabytes the most memory that the process held, native memory included; null where
   *     the system does not tell
   * @param losses every tenth iteration's
   * @param metrics at the end, by name
   * @param generated some samples at the end
   */
  public record Run(
      long seed,
      double secondsToFirstStep,
      double stepsPerSecond,
      @Nullable Double peakMegabytes,
      List<History.Losses> losses,
      Map<String, Double> metrics,
      Cloud generated) {
    /** Copies the losses. */
    public Run {
      losses = List.copyOf(losses);
    }
  }

  /** Why a training did not end, in the words that its user saw. */
  public record Failure(long seed, String reason) {}

  /**
   * How far two backends are apart on the same seed.
   *
   * @param differences at some iterations, in their order
   * @param partedAt the first iteration at which a loss or a parameter differs by more than {@link
   *     #PARTED}; null if none does
   */
  public record Drift(
      String backend,
      String against,
      long seed,
      List<Difference> differences,
      @Nullable Integer partedAt) {
    /** The difference from which on two trainings count as parted. */
    public static final double PARTED = 1e-3;

    /** Copies the differences. */
    public Drift {
      differences = List.copyOf(differences);
    }
  }

  /**
   * The largest absolute differences after an iteration.
   *
   * @param losses of the two losses
   * @param parameters of all parameters of both networks
   */
  public record Difference(int iteration, double losses, double parameters) {}

  /** Copies the lists. */
  public Comparison {
    backends = List.copyOf(backends);
    drifts = List.copyOf(drifts);
  }
}
