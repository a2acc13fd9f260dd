package org.gan4j.report.recording;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gan4j.train.Iteration;

/** Measures what is being trained. */
@FunctionalInterface
public interface Meter {

  /**
   * Looks at an iteration, which can only be seen during this call.
   *
   * @return what computes the figures by name, perhaps in another thread while training goes on; of
   *     no figures nothing is recorded
   */
  Supplier<Map<String, Double>> look(Iteration iteration);

  /**
   * Measures on the training thread, as what uses the backend must; nothing before the first
   * iteration is done with.
   */
  static Meter atOnce(Function<Iteration, Map<String, Double>> measure) {
    return iteration -> {
      Map<String, Double> figures = iteration.number() == 0 ? Map.of() : measure.apply(iteration);
      return () -> figures;
    };
  }
}
