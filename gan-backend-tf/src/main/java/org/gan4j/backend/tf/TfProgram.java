package org.gan4j.backend.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.program.BatchProgram;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Operation;

/**
 * A program in a graph. For each number of runs in a row that is asked for, the graph gets as many
 * copies of it, each of which reads what the one before has computed, and only the last one writes
 * to the variables: a call costs TensorFlow as much as the work of several runs.
 */
final class TfProgram implements CompiledProgram, AutoCloseable {
  private static final int MOST_COPIES = 16;

  private final Graph graph;
  private final Map<Variable, ResourceVariable> variables;
  private final Program program;
  private final List<HostTensor> inputs = new ArrayList<>();
  private final Map<Input, TF_Operation> placeholders = new HashMap<>();
  private final Map<TF_Operation, HostTensor> feeds = new LinkedHashMap<>();
  private final List<Prepared> prepared = new ArrayList<>();
  private final float[] @Nullable [] nothing;

  /** A call for a number of runs that reads some of the outputs. */
  private record Prepared(int times, List<Boolean> wanted, Call call) {

    boolean isFor(int wantedTimes, float[] @Nullable [] outputs) {
      boolean fits = times == wantedTimes;
      for (int i = 0; fits && i < outputs.length; i++) {
        fits = wanted.get(i) == (outputs[i] != null);
      }
      return fits;
    }
  }

  TfProgram(Graph graph, Map<Variable, ResourceVariable> variables, Program program) {
    this.graph = graph;
    this.variables = variables;
    this.program = program.rewritten(Reach::rewritten);
    this.nothing = new float[program.outputs().size()][];
    for (Input input : program.inputs()) {
      TF_Operation placeholder = graph.placeholder(input.shape());
      HostTensor tensor = HostTensor.ofFloats(input.shape().sizes());
      inputs.add(tensor);
      placeholders.put(input, placeholder);
      feeds.put(placeholder, tensor);
    }
  }

  @Override
  public void run(float[][] values, int times, float[] @Nullable [] outputs) {
    for (int i = 0; i < values.length; i++) {
      inputs.get(i).write(values[i]);
    }
    int left = program.updates().isEmpty() ? 1 : times;
    for (; left > MOST_COPIES; left -= MOST_COPIES) {
      call(MOST_COPIES, nothing).run(nothing);
    }
    call(left, outputs).run(outputs);
  }

  private Call call(int times, float[] @Nullable [] outputs) {
    for (Prepared known : prepared) {
      if (known.isFor(times, outputs)) {
        return known.call;
      }
    }
    List<Boolean> wanted = new ArrayList<>();
    for (float[] output : outputs) {
      wanted.add(output != null);
    }
    Call call = newCall(times, wanted);
    prepared.add(new Prepared(times, wanted, call));
    return call;
  }

  private Call newCall(int times, List<Boolean> wanted) {
    Program repeated = program.repeated(times);
    Map<Variable, TF_Operation> read = new LinkedHashMap<>();
    repeated.variables().forEach(variable -> read.put(variable, variable(variable).reading()));
    Lowering lowering = new Lowering(graph, BatchProgram.ofOneSize(repeated), placeholders, read);
    List<TF_Operation> fetches = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i)) {
        fetches.add(lowering.owned(repeated.outputs().get(i).value()));
      }
    }
    List<TF_Operation> writes = new ArrayList<>();
    for (Update update : repeated.updates()) {
      List<TF_Operation> before = List.of(Objects.requireNonNull(read.get(update.variable())));
      writes.add(variable(update.variable()).assignment(lowering.owned(update.value()), before));
    }
    return new Call(graph, feeds, fetches, writes);
  }

  private ResourceVariable variable(Variable variable) {
    return Objects.requireNonNull(variables.get(variable));
  }

  @Override
  public void close() {
    prepared.forEach(known -> known.call.close());
    inputs.forEach(HostTensor::close);
  }
}
