package org.gan4j.examples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;

/** Notes of which models each step of an iteration changes variables, by a single bit or more. */
public final class MovedVariables implements TrainingListener {
  private final Map<String, Set<String>> modelsByStep = new LinkedHashMap<>();
  private final Map<String, Set<String>> variablesByStep = new LinkedHashMap<>();
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
    after.forEach(
        (variable, values) -> {
          if (!Arrays.equals(values, before.get(variable))) {
            String name = variable.name();
            String path = name.startsWith("optimizer/") ? name.substring(10) : name;
            modelsByStep
                .computeIfAbsent(step, s -> new TreeSet<>())
                .add(path.substring(0, path.indexOf('/')));
            variablesByStep.computeIfAbsent(step, s -> new TreeSet<>()).add(name);
          }
        });
    before = after;
  }

  /** By step, the models whose variables or whose optimizer's slots it changed. */
  public Map<String, Set<String>> modelsByStep() {
    return modelsByStep;
  }

  /** By step, the variables that it changed. */
  public Map<String, Set<String>> variablesByStep() {
    return variablesByStep;
  }
}
