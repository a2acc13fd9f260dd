package org.gan4j.backend.jvm.loop;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.program.Program;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * Lets a loop compute a value again rather than read what another loop stored for it. A loop does
 * so if the value takes a few cheap operations on a single array. The gradient of a leaky ReLU, for
 * instance, computes the slope again from the matrix product, which is in memory anyway.
 *
 * <p>Outputs and updates are computed once only: each has an array anyway, and the array of an
 * update may be the variable's own.
 */
final class Recomputation {
  private static final int MOST_OPERATIONS = 4;

  private final List<Fusion.Unit> units;
  private final Readers readers;
  private final Map<Tensor, Integer> positions = new HashMap<>();
  private final Set<Tensor> kept = new HashSet<>();

  Recomputation(Program program, List<Fusion.Unit> units) {
    this.units = units;
    this.readers = new Readers(units);
    program.nodes().forEach(node -> positions.put(node, positions.size()));
    program.outputs().forEach(output -> kept.add(output.value()));
    program.updates().forEach(update -> kept.add(update.value()));
  }

  void apply() {
    for (Fusion.Unit unit : units) {
      if (unit.isFused()) {
        for (Tensor value : List.copyOf(unit.nodes)) {
          recompute(value, unit);
        }
      }
    }
  }

  private void recompute(Tensor value, Fusion.Unit unit) {
    List<Fusion.Unit> users = readers.of(value).toList();
    if (users.isEmpty()
        || kept.contains(value)
        || !users.stream().allMatch(user -> canJoin(user, unit))) {
      return;
    }
    Set<Tensor> steps = new LinkedHashSet<>();
    Set<Tensor> arrays = new HashSet<>();
    collect(value, unit, steps, arrays);
    if (steps.size() > MOST_OPERATIONS || arrays.size() > 1) {
      return;
    }
    for (Fusion.Unit user : users) {
      for (Tensor step : steps) {
        if (!user.nodes.contains(step)) {
          user.nodes.add(step);
          readers.add(user, step);
        }
      }
      user.nodes.sort(Comparator.comparing(positions::get));
    }
  }

  private static boolean canJoin(Fusion.Unit user, Fusion.Unit unit) {
    return user.isFused()
        && user.changes == unit.changes
        && user.nodes.get(0).shape().equals(unit.nodes.get(0).shape());
  }

  /**
   * The operations of the unit that a value takes, operands first, and the arrays they read. Those
   * of a value that has been collected are known: a chain of squares has 2^n paths.
   */
  private void collect(Tensor value, Fusion.Unit unit, Set<Tensor> steps, Set<Tensor> arrays) {
    if (steps.contains(value)) {
      return;
    }
    for (Tensor operand : value.operands()) {
      if (unit.nodes.contains(operand) && !kept.contains(operand)) {
        collect(operand, unit, steps, arrays);
      } else if (!(operand.op() instanceof Fill) && !FusedGroup.isVirtualBroadcast(operand)) {
        arrays.add(operand);
      }
    }
    if (value.op() == Binary.DIVIDE || value.op() == Unary.SQRT) {
      arrays.addAll(Set.of(value, value.operand(0)));
    }
    steps.add(value);
  }
}
