package org.gan4j.backend.jvm.loop;

import java.util.ArrayList;
import java.util.List;

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
    List<Fusion.Unit> joined = new ArrayList<>(units);
    for (Fusion.Unit unit : units) {
      if (!unit.isFused() && RowsForm.of(unit.nodes.get(0), lanes) != null) {
        int user = firstUser(unit, joined);
        if (user >= 0 && canJoin(unit, joined.get(user))) {
          joined.get(user).nodes.add(0, unit.nodes.get(0));
          joined.remove(unit);
        }
      }
    }
    return joined;
  }

  private static int firstUser(Fusion.Unit product, List<Fusion.Unit> units) {
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).reads(product.nodes.get(0))) {
        return i;
      }
    }
    return -1;
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
