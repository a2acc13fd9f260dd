package org.gan4j.backend.jvm.loop;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.tensor.Tensor;

/**
 * Moves a small matrix product into the loop that first takes its result. The loop then applies
 * bias and activation to sums that are still in registers.
 */
public final class ProductFusion {
  /** With more of them in a tile of 8 vectors, the JIT ceases to inline: see architecture.md. */
  private static final int MOST_OPERATIONS = 6;

  private ProductFusion() {}

  /** The units in order, each small product joined to the loop that takes it first. */
  public static List<Fusion.Unit> join(List<Fusion.Unit> units, int lanes) {
    Readers readers = new Readers(units);
    Map<Fusion.Unit, Integer> positions = new HashMap<>();
    units.forEach(unit -> positions.put(unit, positions.size()));
    Set<Fusion.Unit> moved = new HashSet<>();
    for (Fusion.Unit unit : units) {
      Tensor product = unit.nodes.get(0);
      if (!unit.isFused() && RowsForm.of(product, lanes) != null) {
        readers
            .of(product)
            .filter(reader -> !moved.contains(reader))
            .min(Comparator.comparing(positions::get))
            .filter(user -> canJoin(unit, user))
            .ifPresent(
                user -> {
                  user.nodes.add(0, product);
                  readers.add(user, product);
                  moved.add(unit);
                });
      }
    }
    return units.stream().filter(unit -> !moved.contains(unit)).toList();
  }

  /** A loop that computes an operand of the product again does not have it in memory. */
  private static boolean canJoin(Fusion.Unit product, Fusion.Unit user) {
    return user.isFused()
        && product.nodes.get(0).operands().stream().noneMatch(user.nodes::contains)
        && user.nodes.size() <= MOST_OPERATIONS
        && user.changes == product.changes
        && FusedGroup.isFusable(user.nodes.get(0))
        && user.nodes.get(0).shape().equals(product.nodes.get(0).shape());
  }
}
