package org.gan4j.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Networks one after another. A part is called by its own name, or by its kind and number: {@code
 * dense1}, {@code leakyRelu1}, {@code dense2}.
 */
record Sequential(List<Network> parts) implements Network {

  Sequential {
    parts = Check.allGiven("parts", parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("sequential needs at least one network");
    }
    Set<String> names = new HashSet<>();
    for (String name : names(parts)) {
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "sequential has two networks named " + name + ": give one another name");
      }
    }
  }

  private static List<String> names(List<Network> parts) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Network part : parts) {
      int number = counts.merge(part.kind(), 1, Integer::sum);
      names.add(part instanceof Named named ? named.name() : part.kind() + number);
    }
    return names;
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    List<String> names = names(parts);
    Tensor value = input;
    for (int i = 0; i < parts.size(); i++) {
      value = scope.apply(names.get(i), parts.get(i), value);
    }
    return value;
  }

  @Override
  public String kind() {
    return "sequential";
  }
}
