package org.gan4j.backend.jvm.loop;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
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

  private final Program program;
  private final List<Fusion.Unit> units;

  Recomputation(Program program, List<Fusion.Unit> units) {
    this.program = program;
    this.units = units;
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
    List<Fusion.Unit> users = units.stream().filter(user -> user.reads(value)).toList();
    if (users.isEmpty() || isKept(value) || !users.stream().allMatch(user -> canJoin(user, unit))) {
      return;
    }
    Set<Tensor> steps = new LinkedHashSet<>();
    Set<Tensor> arrays = new HashSet<>();
    collect(value, unit, steps, arrays);
    if (steps.size() > MOST_OPERATIONS || arrays.size() > 1) {
      return;
    }
    for (Fusion.Unit user : users) {
      steps.stream().filter(step -> !user.nodes.contains(step)).forEach(user.nodes::add);
      user.nodes.sort(Comparator.comparing(program.nodes()::indexOf));
    }
  }

  private boolean isKept(Tensor value) {
    return program.outputs().stream().anyMatch(output -> output.value() == value)
        || program.updates().stream().anyMatch(update -> update.value() == value);
  }

  private static boolean canJoin(Fusion.Unit user, Fusion.Unit unit) {
    return user.isFused()
        && user.changes == unit.changes
        && user.nodes.get(0).shape().equals(unit.nodes.get(0).shape());
  }

  /** The operations of the unit that a value takes, operands first, and the arrays they read. */
  private void collect(Tensor value, Fusion.Unit unit, Set<Tensor> steps, Set<Tensor> arrays) {
    for (Tensor operand : value.operands()) {
      if (unit.nodes.contains(operand) && !isKept(operand)) {
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
