package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Random programs about variables: counters, chains, swaps, updates that outputs and other updates
 * take, one value for two variables, variables that are updated alike as by an optimizer, and those
 * that are not updated; run several times in a row, one after another, and joined into one.
 */
final class VariablePrograms {
  private static final int[] SIZES = {1, 2, 3, 4, 8, 16, 17};
  private static final int[] TIMES = {1, 2, 7};
  private static final int MOST_OPERATIONS = 14;

  private final RandomStream stream;
  private final Shape shape;
  private final List<Variable> variables = new ArrayList<>();

  private VariablePrograms(long seed) {
    this.stream = RandomStream.of(seed, "programs over variables");
    int rows = SIZES[stream.nextInt(SIZES.length)];
    this.shape = Shape.of(rows, chance(3) ? rows : SIZES[stream.nextInt(SIZES.length)]);
    int count = 2 + stream.nextInt(5);
    for (int i = 0; i < count; i++) {
      variables.add(new Variable("v" + i, shapeOfAVariable()));
    }
  }

  /** The same script for the same seed. */
  static Script of(long seed) {
    return new VariablePrograms(seed).script();
  }

  private boolean chance(int oneIn) {
    return stream.nextInt(oneIn) == 0;
  }

  private Shape shapeOfAVariable() {
    return switch (stream.nextInt(8)) {
      case 0 -> Shape.SCALAR;
      case 1 -> shape.withSize(0, 1);
      case 2 -> shape.withSize(1, 1);
      default -> shape;
    };
  }

  private Script script() {
    List<Program> programs =
        IntStream.rangeClosed(0, stream.nextInt(3)).mapToObj(this::program).toList();
    List<Script.Run> runs =
        IntStream.rangeClosed(0, stream.nextInt(4)).mapToObj(i -> run(i, programs)).toList();
    return new Script(variables, runs);
  }

  private Script.Run run(int seed, List<Program> programs) {
    Program program = any(programs);
    List<Program> parts =
        switch (stream.nextInt(4)) {
          case 0 -> List.of(program, any(programs));
          case 1 -> Collections.nCopies(2 + stream.nextInt(2), program);
          default -> List.of(program);
        };
    return new Script.Run(seed, parts, TIMES[stream.nextInt(TIMES.length)]);
  }

  private Program any(List<Program> programs) {
    return programs.get(stream.nextInt(programs.size()));
  }

  private Program program(int number) {
    Pool values = new Pool(stream);
    variables.forEach(variable -> values.add(Tensor.of(variable)));
    values.add(Tensor.input("x", shape));
    values.add(Tensor.fill(shape, 1 + stream.nextInt(3)));
    Map<Variable, Tensor> planned = chance(3) ? computedAlike(values) : counters();
    planned.values().forEach(values::add);
    int operations = stream.nextInt(MOST_OPERATIONS);
    for (int i = 0; i < operations; i++) {
      values.add(next(chance(2) ? values.recent() : values.any(), values));
    }
    Program.Builder program = Program.named("program" + number);
    int outputs = stream.nextInt(4);
    for (int i = 0; i < outputs; i++) {
      program.output("output" + i, chance(2) ? values.recent() : values.any());
    }
    Variable always = variables.get(stream.nextInt(variables.size()));
    for (Variable variable : variables) {
      if (planned.containsKey(variable) && !chance(4)) {
        program.update(variable, Objects.requireNonNull(planned.get(variable)));
      } else if (variable.equals(always) || !chance(4)) {
        program.update(variable, values.ofShape(variable.shape()).orElseThrow());
      }
    }
    return program.build();
  }

  /** Next values of some variables, to be used by outputs and by other updates. */
  private Map<Variable, Tensor> counters() {
    Map<Variable, Tensor> next = new LinkedHashMap<>();
    for (Variable variable : variables) {
      if (chance(2)) {
        Tensor old = Tensor.of(variable);
        next.put(variable, chance(3) ? old.negate() : old.plus(1));
      }
    }
    return next;
  }

  /** Next values of all variables, each by the same operations. */
  private Map<Variable, Tensor> computedAlike(Pool values) {
    Tensor scalar = values.ofShape(Shape.SCALAR).orElse(Tensor.scalar(2));
    List<UnaryOperator<Tensor>> steps =
        List.of(
            v -> v.plus(1),
            v -> v.times(scalar),
            v -> scalar.minus(v),
            v -> v.max(-2),
            v -> v.plus(values.ofShape(v.shape()).orElse(v)),
            v -> v.negate(),
            v -> v.clip(-5, 5));
    Map<Variable, Tensor> next = new LinkedHashMap<>();
    variables.forEach(variable -> next.put(variable, Tensor.of(variable)));
    int count = 1 + stream.nextInt(3);
    for (int i = 0; i < count; i++) {
      UnaryOperator<Tensor> step = steps.get(stream.nextInt(steps.size()));
      next.replaceAll((variable, value) -> step.apply(value));
    }
    return next;
  }

  /** Operations that make integers of integers. */
  private Tensor next(Tensor x, Pool values) {
    int rank = x.shape().rank();
    return switch (stream.nextInt(rank == 0 ? 20 : 28)) {
      case 0, 1, 2 -> x.plus(1);
      case 3 -> x.negate();
      case 4 -> x.abs().minus(2);
      case 5 -> x.sign();
      case 6, 7 -> x.plus(values.partner(x));
      case 8 -> x.minus(values.partner(x));
      case 9 -> x.times(values.partner(x));
      case 10 -> x.max(values.partner(x));
      case 11 -> x.min(values.partner(x));
      case 12 -> Tensor.select(x.isAbove(0), values.partner(x), x);
      case 13 -> x.where(x.isAtLeast(values.partner(x)));
      case 14 -> x.clip(-6, 6);
      case 15 -> x.times(chance(2) ? 2 : -1);
      case 16 -> x.times(2).dividedBy(2);
      case 17 -> x.square().sqrt();
      case 18 -> x.tanh().isAbove(0.5);
      case 19 -> x.min(3).exp().isAtLeast(2).plus(x);
      case 20 -> x.clip(-2, 2).sum(stream.nextInt(rank)).plus(x);
      case 21 -> x.maxOver(stream.nextInt(rank));
      case 22 -> x.clip(-1, 1).sum().reshape(Shape.SCALAR);
      case 23 -> rotated(x, stream.nextInt(rank));
      case 24 -> rank == 2 ? x.transpose(1, 0) : x.negate();
      case 25 -> x.reshape(1, x.shape().elementCount());
      case 26 -> x.slice(0, 0, 1);
      default -> product(x, values);
    };
  }

  private static Tensor rotated(Tensor x, int axis) {
    int size = x.shape().size(axis);
    return size == 1
        ? x.pad(axis, 1, 0)
        : Tensor.concat(axis, List.of(x.slice(axis, 1, size), x.slice(axis, 0, 1)));
  }

  private static Tensor product(Tensor x, Pool values) {
    Tensor small = x.clip(-3, 3);
    return x.shape().rank() == 2 ? values.factor(x).map(small::matMul).orElse(small) : small;
  }
}
