package org.gan4j.nn;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** What several networks make of one input, one after another along the last axis. */
record Concatenation(List<Network> branches) implements Network {

  Concatenation {
    branches = Check.allGiven("branches", branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("concat needs at least one network");
    }
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      Network branch = branches.get(i);
      String name = branch instanceof Named named ? named.name() : "branch" + (i + 1);
      outputs.add(scope.apply(name, branch, input));
    }
    return Tensor.concat(-1, outputs);
  }

  @Override
  public String kind() {
    return "concat";
  }
}
