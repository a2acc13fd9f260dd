package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.backend.testkit.Script.Run;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Makes a script that fails smaller for as long as it fails. */
final class Shrinker {
  private static final int MOST_TRIES = 3_000;

  private final Predicate<Script> fails;
  private int tries;

  private Shrinker(Predicate<Script> fails) {
    this.fails = fails;
  }

  /**
   * A script that fails, none of whose simplifications does.
   *
   * @param script one that fails
   */
  static Script shrink(Script script, Predicate<Script> fails) {
    Shrinker shrinker = new Shrinker(fails);
    Script smallest = script;
    for (Script next = script; next != null; next = shrinker.smaller(next)) {
      smallest = next;
    }
    return smallest;
  }

  private @Nullable Script smaller(Script script) {
    return simplifications(script)
        .takeWhile(candidate -> tries++ < MOST_TRIES)
        .filter(fails)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Script> simplifications(Script script) {
    return simplified(script.runs(), Shrinker::simplifications)
        .filter(runs -> !runs.isEmpty())
        .map(runs -> new Script(script.variables(), runs));
  }

  /** The list without one of its elements, or with a simpler one in its place. */
  private static <T> Stream<List<T>> simplified(
      List<T> list, Function<T, Stream<T>> simplifications) {
    Stream<List<T>> simpler =
        IntStream.range(0, list.size())
            .boxed()
            .flatMap(i -> simplifications.apply(list.get(i)).map(t -> with(list, i, t)));
    return Stream.concat(shorter(list), simpler);
  }

  private static <T> Stream<List<T>> shorter(List<T> list) {
    return IntStream.range(0, list.size())
        .mapToObj(i -> Stream.concat(list.stream().limit(i), list.stream().skip(i + 1)).toList());
  }

  private static <T> List<T> with(List<T> list, int index, T element) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, element);
    return changed;
  }

  private static Stream<Run> simplifications(Run run) {
    Stream<Run> rarer =
        IntStream.range(1, run.times()).mapToObj(times -> new Run(run.seed(), run.parts(), times));
    Stream<Run> asOne =
        run.parts().size() == 1
            ? Stream.of()
            : Stream.of(new Run(run.seed(), List.of(run.joined()), run.times()));
    Stream<Run> simpler =
        simplified(run.parts(), Shrinker::simplifications)
            .filter(parts -> !parts.isEmpty())
            .map(parts -> new Run(run.seed(), parts, run.times()));
    return Stream.of(rarer, simpler, asOne).flatMap(runs -> runs);
  }

  private static Stream<Program> simplifications(Program program) {
    Stream<Program> fewerOutputs =
        shorter(program.outputs())
            .filter(outputs -> !outputs.isEmpty() || !program.updates().isEmpty())
            .map(outputs -> program(program, outputs, program.updates()));
    Stream<Program> fewerUpdates =
        shorter(program.updates())
            .filter(updates -> !updates.isEmpty() || !program.outputs().isEmpty())
            .map(updates -> program(program, program.outputs(), updates));
    Stream<Program> fewerNodes =
        program.nodes().stream().flatMap(node -> withoutNode(program, node));
    return Stream.of(fewerOutputs, fewerUpdates, fewerNodes).flatMap(programs -> programs);
  }

  private static Program program(Program program, List<Output> outputs, List<Update> updates) {
    Program.Builder builder = Program.named(program.name());
    outputs.forEach(output -> builder.output(output.name(), output.value()));
    updates.forEach(update -> builder.update(update.variable(), update.value()));
    return builder.build();
  }

  /** The program with an operand, or ones, in the place of a node. */
  private static Stream<Program> withoutNode(Program program, Tensor node) {
    if (node.op() instanceof Fill) {
      return Stream.of();
    }
    return Stream.concat(node.operands().stream(), Stream.of(Tensor.ones(node.shape())))
        .filter(replacement -> replacement.shape().equals(node.shape()))
        .map(replacement -> program.rewritten(n -> n == node ? replacement : n));
  }
}
