package org.gan4j.backend.jvm.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise operations of one shape that become one loop.
 *
 * @param nodes the operations, operands first; the first of all may be a matrix product
 * @param reads what comes from outside of the group
 * @param writes the values that are needed outside of it
 */
public record FusedGroup(List<Tensor> nodes, List<Access> reads, List<Tensor> writes) {
  private static final int MOST_LANES = 16;

  /** A group of these nodes, of whose values {@code writes} are needed elsewhere. */
  public static FusedGroup of(List<Tensor> nodes, List<Tensor> writes) {
    Set<Access> reads = new LinkedHashSet<>();
    for (Tensor node : nodes) {
      for (Tensor operand : elementwiseOperands(node)) {
        if (!nodes.contains(operand) && !(operand.op() instanceof Fill)) {
          reads.add(access(operand));
        }
      }
    }
    return new FusedGroup(List.copyOf(nodes), List.copyOf(reads), List.copyOf(writes));
  }

  /** The matrix product that the loop is over, which is the first of its nodes, if there is one. */
  public @Nullable Tensor product() {
    return isFusable(nodes.get(0)) ? null : nodes.get(0);
  }

  /** What an operation takes element by element: of a matrix product nothing. */
  private static List<Tensor> elementwiseOperands(Tensor node) {
    return isFusable(node) ? node.operands() : List.of();
  }

  /** Whether an operation can be part of a generated loop. */
  public static boolean isFusable(Tensor node) {
    if (node.op() instanceof Unary unary) {
      return ElementCode.instruction(unary) != null;
    }
    if (node.op() instanceof Binary binary) {
      return ElementCode.instruction(binary) != null;
    }
    return node.op() instanceof Select;
  }

  /** How a loop over the operand's shape reads it: a broadcast need not be carried out. */
  static Access access(Tensor operand) {
    if (!isVirtualBroadcast(operand)) {
      return new Access(operand, Access.Mode.FULL);
    }
    Tensor source = operand.operand(0);
    Shape from = source.shape();
    if (from.elementCount() == 1) {
      return new Access(source, Access.Mode.SINGLE);
    }
    if (from.rank() > 2) {
      return new Access(source, Access.Mode.PER_COLUMN);
    }
    boolean variesDown = from.size(0) > 1;
    boolean contiguousDown = operand.shape().size(0) > operand.shape().size(1);
    return new Access(
        source, variesDown == contiguousDown ? Access.Mode.PER_COLUMN : Access.Mode.PER_ROW);
  }

  /** Whether a loop can read a broadcast's operand instead of its result. */
  public static boolean isVirtualBroadcast(Tensor node) {
    if (!(node.op() instanceof BroadcastTo)) {
      return false;
    }
    Shape from = node.operand(0).shape();
    return from.elementCount() == 1
        || (node.shape().rank() == 2 && (from.size(0) == 1 || from.size(1) == 1))
        || isOnePerChannel(from, node.shape());
  }

  /** Whether the last axis alone is not repeated, and its elements are whole vectors. */
  private static boolean isOnePerChannel(Shape from, Shape to) {
    int channels = to.rank() > 2 ? to.size(-1) : 0;
    return channels > 0
        && channels % MOST_LANES == 0
        && from.size(-1) == channels
        && from.elementCount() == channels;
  }

  /** The loop as text: equal texts are equal loops. */
  String text() {
    Map<Object, String> names = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (Access read : reads) {
      names.put(read, "r" + names.size());
      lines.add(names.get(read) + " = " + read.mode());
    }
    for (Tensor node : nodes) {
      StringBuilder line = new StringBuilder(node.op().print());
      for (Tensor operand : elementwiseOperands(node)) {
        line.append(' ')
            .append(
                operand.op() instanceof Fill fill
                    ? String.valueOf(fill.value())
                    : names.get(nodes.contains(operand) ? operand : access(operand)));
      }
      names.put(node, "v" + names.size());
      lines.add(names.get(node) + " = " + line);
    }
    writes.forEach(write -> lines.add("store " + names.get(write)));
    return String.join("\n", lines);
  }
}
