package org.gan4j.report.comparison;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gan4j.report.picture.Cloud;
import org.jspecify.annotations.Nullable;

/**
 * The same training on several backends.
 *
 * @param title what was trained
 * @param state how far it came
 * @param settings what was the same for all: experiment, machine, versions
 * @param real some samples of the data, if they are points
 * @param backends what each backend did
 * @param drifts how far pairs of backends are apart
 */
public record Comparison(
    String title,
    State state,
    Map<String, String> settings,
    Cloud real,
    List<Result> backends,
    List<Drift> drifts) {

  /** How far a comparison came; in JSON in lower case. */
  public enum State {
    /** Something is yet to be measured, or was when the process was killed. */
    RUNNING,
    /** It was told to stop; it can be continued. */
    INTERRUPTED,
    /** Each backend was tried from each seed. */
    DONE;

    /** As JSON has them. */
    @JsonValue
    public String toJson() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
   * @param stepsPerSecond optimizer steps of all players a second, after the first tenth of the
   *     iterations
   * @param peakMegabytes the most memory that the process held, native memory included; null where
   *     the system does not tell
   * @param losses every tenth iteration's
   * @param metrics at the end, by name
   * @param generated some samples at the end, if they are points
   * @param picture what was made at the end as a PNG's data address, if it is something else
   */
  public record Run(
      long seed,
      double secondsToFirstStep,
      double stepsPerSecond,
      @Nullable Double peakMegabytes,
      List<Losses> losses,
      Map<String, Double> metrics,
      Cloud generated,
      @Nullable String picture) {
    /** Copies the losses. */
    public Run {
      losses = List.copyOf(losses);
    }
  }

  /** The losses of one iteration, by name: in JSON, {@code {"iteration": 0, "generator": 0.7}}. */
  public record Losses(int iteration, Map<String, Double> byName) {
    /** Copies the map. */
    public Losses {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /** As JSON has them. */
    @JsonValue
    public Map<String, Number> toJson() {
      Map<String, Number> json = new LinkedHashMap<>();
      json.put("iteration", iteration);
      json.putAll(byName);
      return json;
    }

    /** From what {@link #toJson} gave. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Losses fromJson(Map<String, Double> json) {
      Map<String, Double> rest = new LinkedHashMap<>(json);
      Double iteration = rest.remove("iteration");
      if (iteration == null) {
        throw new IllegalArgumentException("losses without an iteration: " + json);
      }
      return new Losses(iteration.intValue(), rest);
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
   * @param losses of all losses
   * @param parameters of all parameters of all networks
   */
  public record Difference(int iteration, double losses, double parameters) {}

  /** Copies the lists. */
  public Comparison {
    backends = List.copyOf(backends);
    drifts = List.copyOf(drifts);
  }
}
