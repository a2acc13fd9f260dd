package org.gan4j.backend.jvm.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
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
  private final UnitOrder order = new UnitOrder();
  private final Map<Tensor, NavigableSet<Unit>> groupsWith = new HashMap<>();

  /** Nodes that run together. */
  public static final class Unit {
    public final List<Tensor> nodes = new ArrayList<>();
    public final boolean changes;
    private final int number;

    /** Where it is in a {@link UnitOrder}. */
    int position;

    Unit(int number, boolean changes) {
      this.number = number;
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
    List<Unit> units = fusion.order.units();
    new Recomputation(program, units).apply();
    return units;
  }

  private void place(Tensor node) {
    if (FusedGroup.isFusable(node)) {
      Unit group = joinable(node);
      order.put(node, group);
      groupsWith(node).add(group);
      node.operands().stream()
          .filter(Fusion::relates)
          .forEach(operand -> groupsWith(operand).add(group));
    } else {
      order.put(node, newUnit(node));
    }
  }

  private Unit newUnit(Tensor node) {
    Unit unit = new Unit(order.units().size(), changing.test(node));
    order.add(unit);
    return unit;
  }

  /** The latest group that shares an operand or makes one, if joining it leaves no cycle. */
  private Unit joinable(Tensor node) {
    for (Unit group : related(node)) {
      if (group.changes == changing.test(node)
          && group.nodes.size() < MOST_NODES_IN_A_GROUP
          && group.nodes.get(0).shape().equals(node.shape())
          && order.moveBefore(group, node)) {
        return group;
      }
    }
    return newUnit(node);
  }

  /** The groups that share an operand or make one, the latest first. */
  private NavigableSet<Unit> related(Tensor node) {
    NavigableSet<Unit> related = byNumber();
    int earliest = order.units().size() - UnitOrder.LONGEST_DISTANCE;
    for (Tensor operand : node.operands()) {
      if (relates(operand)) {
        for (Unit group : groupsWith.getOrDefault(operand, Collections.emptyNavigableSet())) {
          if (group.number < earliest) {
            break;
          }
          related.add(group);
        }
      }
    }
    return related;
  }

  private static boolean relates(Tensor operand) {
    return !(operand.op() instanceof Fill) && !FusedGroup.isVirtualBroadcast(operand);
  }

  private NavigableSet<Unit> groupsWith(Tensor value) {
    return groupsWith.computeIfAbsent(value, v -> byNumber());
  }

  private static NavigableSet<Unit> byNumber() {
    return new TreeSet<>(Comparator.comparingInt((Unit unit) -> unit.number).reversed());
  }
}
