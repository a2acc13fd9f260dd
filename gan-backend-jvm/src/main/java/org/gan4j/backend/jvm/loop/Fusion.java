package org.gan4j.backend.jvm.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.gan4j.program.Program;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Tensor;

/**
 * Divides a program's nodes into units that run one after another: groups of elementwise nodes of
 * one shape that share operands, and every other node for itself.
 */
public final class Fusion {
  private static final int MOST_NODES_IN_A_GROUP = 40;

  private final Predicate<Tensor> changing;
  private final Map<Tensor, Unit> unitOf = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();

  /** Nodes that run together. */
  public static final class Unit {
    public final List<Tensor> nodes = new ArrayList<>();
    public final boolean changes;

    Unit(boolean changes) {
      this.changes = changes;
    }

    public boolean isFused() {
      return FusedGroup.isFusable(nodes.get(nodes.size() - 1));
    }

    /** Whether this unit takes a value from another one. */
    public boolean reads(Tensor value) {
      return !nodes.contains(value)
          && nodes.stream().anyMatch(node -> node.operands().contains(value));
    }
  }

  private Fusion(Predicate<Tensor> changing) {
    this.changing = changing;
  }

  /**
   * The units in an order in which each comes after what it needs.
   *
   * @param changing which nodes change between the runs of one call; the others are kept apart,
   *     since they run once
   */
  public static List<Unit> units(Program program, Predicate<Tensor> changing) {
    Fusion fusion = new Fusion(changing);
    program.nodes().forEach(fusion::place);
    new Recomputation(program, fusion.units).apply();
    return fusion.ordered();
  }

  private void place(Tensor node) {
    Unit unit = FusedGroup.isFusable(node) ? joinable(node) : newUnit(node);
    unit.nodes.add(node);
    unitOf.put(node, unit);
  }

  private Unit newUnit(Tensor node) {
    Unit unit = new Unit(changing.test(node));
    units.add(unit);
    return unit;
  }

  /** The latest group that shares an operand or makes one, if joining it leaves no cycle. */
  private Unit joinable(Tensor node) {
    for (int i = units.size() - 1; i >= 0; i--) {
      Unit unit = units.get(i);
      if (unit.isFused()
          && unit.changes == changing.test(node)
          && unit.nodes.size() < MOST_NODES_IN_A_GROUP
          && unit.nodes.get(0).shape().equals(node.shape())
          && isRelated(unit, node)
          && !dependsOnOutside(node, unit)) {
        return unit;
      }
    }
    return newUnit(node);
  }

  private static boolean isRelated(Unit unit, Tensor node) {
    for (Tensor operand : node.operands()) {
      if (operand.op() instanceof Fill || FusedGroup.isVirtualBroadcast(operand)) {
        continue;
      }
      for (Tensor member : unit.nodes) {
        if (member == operand || member.operands().contains(operand)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a path leads from the unit over another one to the node. */
  private boolean dependsOnOutside(Tensor node, Unit unit) {
    Deque<Unit> open = new ArrayDeque<>();
    Set<Unit> visited = new HashSet<>();
    for (Tensor operand : node.operands()) {
      Unit from = unit(operand);
      if (from != unit && visited.add(from)) {
        open.add(from);
      }
    }
    while (!open.isEmpty()) {
      Unit current = open.remove();
      if (current == unit) {
        return true;
      }
      for (Tensor member : current.nodes) {
        for (Tensor operand : member.operands()) {
          Unit from = unit(operand);
          if (visited.add(from)) {
            open.add(from);
          }
        }
      }
    }
    return false;
  }

  private Unit unit(Tensor node) {
    return Objects.requireNonNull(unitOf.get(node));
  }

  private List<Unit> ordered() {
    List<Unit> order = new ArrayList<>();
    Set<Unit> placed = new HashSet<>();
    for (Unit unit : units) {
      place(unit, placed, order);
    }
    return order;
  }

  private void place(Unit unit, Set<Unit> placed, List<Unit> order) {
    if (placed.contains(unit)) {
      return;
    }
    Deque<Unit> stack = new ArrayDeque<>(List.of(unit));
    while (!stack.isEmpty()) {
      Unit top = stack.element();
      Unit waitingFor = null;
      for (Tensor member : top.nodes) {
        for (Tensor operand : member.operands()) {
          Unit from = unit(operand);
          if (from != top && !placed.contains(from)) {
            waitingFor = from;
          }
        }
      }
      if (waitingFor != null) {
        stack.push(waitingFor);
      } else {
        stack.remove();
        if (placed.add(top)) {
          order.add(top);
        }
      }
    }
  }
}
