package org.gan4j.examples.translation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;

/** Notes for each step which models' variables it changes by as much as a bit. */
public final class ChangedBySteps implements TrainingListener {
  private final Map<String, Set<String>> changed = new LinkedHashMap<>();
  private Map<Variable, float[]> before = Map.of();

  @Override
  public void iterationStarted(Iteration iteration) {
    before = iteration.weights();
  }

  @Override
  public boolean watchesSteps(int iteration) {
    return true;
  }

  @Override
  public void stepEnded(Iteration iteration, String step) {
    Map<Variable, float[]> after = iteration.weights();
    Set<String> models = changed.computeIfAbsent(step, s -> new TreeSet<>());
    after.forEach(
        (variable, values) -> {
          if (!Arrays.equals(values, before.get(variable))) {
            String[] path = variable.name().split("/", 3);
            models.add(path[0].equals("optimizer") ? path[0] + "/" + path[1] : path[0]);
          }
        });
    before = after;
  }

  /** The first parts of the changed variables' names, by step. */
  public Map<String, Set<String>> byStep() {
    return changed;
  }
}
