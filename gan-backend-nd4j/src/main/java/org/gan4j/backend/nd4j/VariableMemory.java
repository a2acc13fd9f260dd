package org.gan4j.backend.nd4j;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;

/**
 * The variables of a workspace, one right after another in the order in which they were opened, so
 * that neighbours can be one array too.
 */
final class VariableMemory {
  private final NativeScope scope;
  private final FloatPointer memory;
  private final Map<Variable, Long> offsets = new HashMap<>();
  private final Map<Variable, NativeArray> arrays = new HashMap<>();

  VariableMemory(NativeScope scope, Map<Variable, float[]> initialValues) {
    this.scope = scope;
    this.memory =
        scope.allocate(initialValues.values().stream().mapToLong(value -> value.length).sum());
    long end = 0;
    for (Map.Entry<Variable, float[]> variable : initialValues.entrySet()) {
      place(variable.getKey(), end).write(variable.getValue());
      end += variable.getValue().length;
    }
  }

  private NativeArray place(Variable variable, long offset) {
    NativeArray array = scope.array(memory, offset, variable.shape().elementCount());
    offsets.put(variable, offset);
    arrays.put(variable, array);
    return array;
  }

  NativeArray array(Variable variable) {
    return Objects.requireNonNull(arrays.get(variable));
  }

  /** Whether the second starts where the first ends. */
  boolean areAdjacent(Variable first, Variable second) {
    return offset(second) == offset(first) + first.shape().elementCount();
  }

  /** Neighbours as one variable, a vector. */
  Variable joined(List<Variable> neighbours) {
    Variable first = neighbours.get(0);
    Variable last = neighbours.get(neighbours.size() - 1);
    long count = offset(last) + last.shape().elementCount() - offset(first);
    Variable all =
        new Variable(first.name() + " to " + last.name(), Shape.of(Math.toIntExact(count)));
    if (!arrays.containsKey(all)) {
      place(all, offset(first));
    }
    return all;
  }

  private long offset(Variable variable) {
    return Objects.requireNonNull(offsets.get(variable));
  }
}
