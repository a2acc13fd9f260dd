package org.gan4j.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gan4j.check.Check;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;

/**
 * A program for batches of any size, for engines whose shapes may be open. Since a {@link Program}
 * has static shapes, it is traced for three sizes of a batch. The three must be the same operations
 * on the same operands, and the size of each axis a linear function of the size of the batch, which
 * two traces give and the third one confirms.
 *
 * <pre>{@code
 * BatchProgram program = BatchProgram.of(batch -> Program.named("double")
 *     .output("y", Tensor.input("x", Shape.of(batch, 3)).times(2)).build());
 * program.sizes(program.program().outputs().get(0).value()); // [batch, 3]
 * }</pre>
 */
public final class BatchProgram {
  /** Primes that hardly any network has as the size of an axis, so that no two of them coincide. */
  private static final int FIRST = 31;

  private static final int SECOND = 37;
  private static final int THIRD = 41;

  /** The program for each of these sizes, or only one. */
  private final List<Program> traces;

  private final Map<Tensor, List<AxisSize>> sizes = new HashMap<>();

  private BatchProgram(List<Program> traces) {
    this.traces = traces;
    traces.stream().skip(1).forEach(trace -> requireSame(program(), trace));
    for (int i = 0; i < program().nodes().size(); i++) {
      int place = i;
      List<Tensor> nodes = traces.stream().map(trace -> trace.nodes().get(place)).toList();
      sizes.put(nodes.get(0), traces.size() == 1 ? fixed(nodes.get(0)) : sizes(nodes));
    }
  }

  /**
   * A program for any number of rows.
   *
   * @param tracer traces the program for a number of rows
   * @throws IllegalArgumentException if something else than the sizes of axes depends on how many
   *     rows there are, such as the mean over a batch, or a size is not linear
   */
  public static BatchProgram of(IntFunction<Program> tracer) {
    Check.given("tracer", tracer);
    return new BatchProgram(
        Stream.of(FIRST, SECOND, THIRD)
            .map(rows -> Check.given("a traced program", tracer.apply(rows)))
            .toList());
  }

  /** A program whose sizes are those that it was traced with. */
  public static BatchProgram ofOneSize(Program program) {
    return new BatchProgram(List.of(Check.given("program", program)));
  }

  /** The program for one number of rows: all of it holds for any other, but for the sizes. */
  public Program program() {
    return traces.get(0);
  }

  /**
   * A program that computes the same in another way, for batches of the same sizes.
   *
   * @param rule as of {@link Program#rewritten}
   * @throws IllegalArgumentException if the rule depends on the number of rows
   */
  public BatchProgram rewritten(UnaryOperator<Tensor> rule) {
    return new BatchProgram(traces.stream().map(trace -> trace.rewritten(rule)).toList());
  }

  /** The size of each axis of a value of the program, outermost first. */
  public List<AxisSize> sizes(Tensor node) {
    List<AxisSize> known = sizes.get(node);
    if (known == null) {
      throw new IllegalArgumentException(
          "%s is no value of the program %s".formatted(node, program().name()));
    }
    return known;
  }

  /** The size of each axis of an input of the program, outermost first. */
  public List<AxisSize> sizes(Input input) {
    return program().nodes().stream()
        .filter(node -> node.op().equals(input))
        .findFirst()
        .map(this::sizes)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is no input of the program %s".formatted(input, program().name())));
  }

  private static void requireSame(Program one, Program other) {
    Map<Tensor, Tensor> same = new HashMap<>();
    boolean equal = one.nodes().size() == other.nodes().size();
    for (int i = 0; equal && i < one.nodes().size(); i++) {
      Tensor node = one.nodes().get(i);
      Tensor counterpart = other.nodes().get(i);
      if (!sameOperation(node, counterpart, same)) {
        throw refused(one, node.op().print() + " for one, " + counterpart.op().print());
      }
      same.put(node, counterpart);
    }
    if (!equal || !sameResults(one, other, same)) {
      throw refused(
          one, one.nodes().size() + " operations for one, " + other.nodes().size() + " operations");
    }
  }

  private static boolean sameOperation(Tensor one, Tensor other, Map<Tensor, Tensor> same) {
    return withoutSizes(one.op()).equals(withoutSizes(other.op()))
        && one.shape().rank() == other.shape().rank()
        && one.operands().stream().map(same::get).toList().equals(other.operands());
  }

  private static boolean sameResults(Program one, Program other, Map<Tensor, Tensor> same) {
    return one.outputs().stream()
            .map(output -> new Output(output.name(), counterpart(same, output.value())))
            .toList()
            .equals(other.outputs())
        && one.updates().stream()
            .map(update -> new Update(update.variable(), counterpart(same, update.value())))
            .toList()
            .equals(other.updates());
  }

  private static Tensor counterpart(Map<Tensor, Tensor> same, Tensor node) {
    return same.getOrDefault(node, node);
  }

  /** What an operation is, whatever the shape of its result. */
  private static Op withoutSizes(Op op) {
    if (op instanceof Input input) {
      return new Input(input.name(), Shape.SCALAR);
    } else if (op instanceof Fill fill) {
      return new Fill(Shape.SCALAR, fill.value());
    } else if (op instanceof BroadcastTo) {
      return new BroadcastTo(Shape.SCALAR);
    } else if (op instanceof Reshape) {
      return new Reshape(Shape.SCALAR);
    } else if (op instanceof Slice slice) {
      return new Slice(slice.begin(), Shape.SCALAR);
    }
    return op;
  }

  private static List<AxisSize> fixed(Tensor node) {
    return node.shape().sizes().stream().map(AxisSize::fixed).toList();
  }

  /** The sizes of one value, of which there are three traces. */
  private List<AxisSize> sizes(List<Tensor> traced) {
    Shape first = traced.get(0).shape();
    Shape second = traced.get(1).shape();
    Shape third = traced.get(2).shape();
    List<AxisSize> found = new ArrayList<>();
    for (int axis = 0; axis < first.rank(); axis++) {
      int perRow = (second.size(axis) - first.size(axis)) / (SECOND - FIRST);
      AxisSize size = new AxisSize(first.size(axis) - perRow * FIRST, perRow);
      if (size.at(SECOND) != second.size(axis) || size.at(THIRD) != third.size(axis)) {
        throw refused(
            program(), "%s %s for one, %s".formatted(traced.get(0).op().print(), first, second));
      }
      found.add(size);
    }
    return found;
  }

  private static IllegalArgumentException refused(Program program, String difference) {
    return new IllegalArgumentException(
        "program %s is another one for each number of rows: %s for another\n  fix: use it for one number of rows"
            .formatted(program.name(), difference));
  }
}
