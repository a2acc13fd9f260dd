package org.gan4j.backend.jvm.loop;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gan4j.tensor.Tensor;

/** Which units take a value from another one: an index, since a program may have many units. */
public final class Readers {
  private final Map<Tensor, Set<Fusion.Unit>> readers = new HashMap<>();

  /** The readers among these units. */
  public Readers(List<Fusion.Unit> units) {
    units.forEach(unit -> unit.nodes.forEach(node -> add(unit, node)));
  }

  /** Notes that a unit has got a node. */
  void add(Fusion.Unit unit, Tensor node) {
    for (Tensor operand : node.operands()) {
      readers.computeIfAbsent(operand, value -> new LinkedHashSet<>()).add(unit);
    }
  }

  /** The units that take this value from another one. */
  public Stream<Fusion.Unit> of(Tensor value) {
    return readers.getOrDefault(value, Set.of()).stream().filter(unit -> unit.reads(value));
  }
}
