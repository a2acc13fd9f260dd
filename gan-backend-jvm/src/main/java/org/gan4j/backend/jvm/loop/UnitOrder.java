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
import org.gan4j.tensor.Tensor;

/**
 * Units in an order in which each comes after what it needs, which stays so while units get more
 * nodes. A search for a path between two units passes only over the units between them, as in the
 * algorithm of Pearce and Kelly 2006 for the order of a graph that grows.
 */
final class UnitOrder {
  /** Units further apart are never joined, so that no search is as long as a deep network. */
  static final int LONGEST_DISTANCE = 2_000;

  private final List<Fusion.Unit> units = new ArrayList<>();
  private final Map<Tensor, Fusion.Unit> unitOf = new HashMap<>();

  /** The units in order. */
  List<Fusion.Unit> units() {
    return units;
  }

  /** Puts a new unit after all others. */
  void add(Fusion.Unit unit) {
    unit.position = units.size();
    units.add(unit);
  }

  /** Makes a node part of a unit, which must be after the units that the node needs. */
  void put(Tensor node, Fusion.Unit unit) {
    unit.nodes.add(node);
    unitOf.put(node, unit);
  }

  /**
   * Moves what a node needs to before a unit, so that the node may join it.
   *
   * @return false if there is no such order, because the node needs another unit that needs this
   *     one, or if they are too far apart for a search
   */
  boolean moveBefore(Fusion.Unit unit, Tensor node) {
    Set<Fusion.Unit> later = new HashSet<>();
    Deque<Fusion.Unit> open = new ArrayDeque<>();
    for (Tensor operand : node.operands()) {
      Fusion.Unit needed = unit(operand);
      if (needed.position - unit.position > LONGEST_DISTANCE) {
        return false;
      }
      if (needed.position > unit.position && later.add(needed)) {
        open.add(needed);
      }
    }
    int last = unit.position;
    while (!open.isEmpty()) {
      Fusion.Unit current = open.remove();
      last = Math.max(last, current.position);
      for (Tensor member : current.nodes) {
        for (Tensor operand : member.operands()) {
          Fusion.Unit needed = unit(operand);
          if (needed == unit) {
            return false;
          }
          if (needed.position > unit.position && later.add(needed)) {
            open.add(needed);
          }
        }
      }
    }
    move(later, unit.position, last);
    return true;
  }

  /** Moves some of the units between two positions to the first of them. */
  private void move(Set<Fusion.Unit> moved, int first, int last) {
    List<Fusion.Unit> between = List.copyOf(units.subList(first, last + 1));
    int position = first;
    for (boolean isMoved : new boolean[] {true, false}) {
      for (Fusion.Unit unit : between) {
        if (moved.contains(unit) == isMoved) {
          unit.position = position;
          units.set(position++, unit);
        }
      }
    }
  }

  private Fusion.Unit unit(Tensor node) {
    return Objects.requireNonNull(unitOf.get(node));
  }
}
