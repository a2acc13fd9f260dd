package org.gan4j.benchmarks;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AddInput;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_FLOAT;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_FinishOperation;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_INT32;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewOperation;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OK;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrBool;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrFloat;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrShape;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrString;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_OperationDescription;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * The optimizer steps of the quadratic experiment as one would build them by hand of TensorFlow's
 * own operations, gradients and optimizer included, with one call a step: the yardstick of the
 * TensorFlow backend. The networks, losses and the rule of RMSProp are those of {@link
 * HandWrittenStep}. It runs on one thread.
 */
final class BareTensorFlowStep implements PlayersSteps {
  private final TF_Status status = TF_NewStatus();
  private final TF_Graph graph = TF_NewGraph();
  private final TF_Session session;
  private final List<TF_Tensor> tensors = new ArrayList<>();
  private final int batch;
  private final Feed real;
  private final Feed noise;
  private final Call discriminator;
  private final Call generator;
  private int operations;

  private record Feed(TF_Operation placeholder, TF_Tensor value) {}

  /** A dense layer's variables, and what they hold at the start of a step. */
  private record Layer(Weight kernel, Weight bias) {}

  private record Weight(
      TF_Operation handle, TF_Operation value, TF_Operation meanSquare, TF_Operation momentum) {}

  /** What a network was given and computed, layer by layer. */
  private record Pass(List<TF_Operation> inputs, List<TF_Operation> sums) {

    TF_Operation result() {
      return sums.get(sums.size() - 1);
    }
  }

  /** The gradients by a network's parameters, and by its input. */
  private record Gradients(List<TF_Operation> parameters, TF_Operation input) {}

  /** The arguments are those of {@link HandWrittenStep}. */
  BareTensorFlowStep(float[] generator, float[] discriminator, float[] real, float[] noise) {
    this.session = open();
    this.batch = real.length / 2;
    this.real = feed(real);
    this.noise = feed(noise);
    List<Layer> ofGenerator = layers(generator, 2, 16, 16, 2);
    List<Layer> ofDiscriminator = layers(discriminator, 2, 16, 16, 2, 1);
    this.discriminator = discriminatorCall(ofGenerator, ofDiscriminator);
    this.generator = generatorCall(ofGenerator, ofDiscriminator);
  }

  private TF_Session open() {
    ConfigProto.Builder settings =
        ConfigProto.newBuilder().setIntraOpParallelismThreads(1).setInterOpParallelismThreads(1);
    settings.getExperimentalBuilder().setExecutorType("SINGLE_THREADED_EXECUTOR");
    // Its own rewriting of the graph makes a step 20 % slower.
    settings.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    byte[] configuration = settings.build().toByteArray();
    TF_SessionOptions options = TF_NewSessionOptions();
    try (BytePointer bytes = new BytePointer(configuration)) {
      TF_SetConfig(options, bytes, configuration.length, status);
      TF_Session opened = TF_NewSession(graph, options, status);
      check();
      return opened;
    } finally {
      TF_DeleteSessionOptions(options);
    }
  }

  private Call discriminatorCall(List<Layer> ofGenerator, List<Layer> ofDiscriminator) {
    Pass generated = apply(ofGenerator, noise.placeholder);
    Pass judgedReal = apply(ofDiscriminator, real.placeholder);
    Pass judgedFake = apply(ofDiscriminator, generated.result());
    TF_Operation realLogits = operation("Neg", judgedReal.result());
    TF_Operation fakeLogits = judgedFake.result();
    TF_Operation loss = operation("AddV2", meanSoftplus(realLogits), meanSoftplus(fakeLogits));
    Gradients byReal = gradients(ofDiscriminator, judgedReal, slope(realLogits, -1));
    Gradients byFake = gradients(ofDiscriminator, judgedFake, slope(fakeLogits, 1));
    List<TF_Operation> sums = new ArrayList<>();
    for (int i = 0; i < byReal.parameters.size(); i++) {
      sums.add(operation("AddV2", byReal.parameters.get(i), byFake.parameters.get(i)));
    }
    return new Call(List.of(real, noise), loss, updates(ofDiscriminator, sums));
  }

  private Call generatorCall(List<Layer> ofGenerator, List<Layer> ofDiscriminator) {
    Pass generated = apply(ofGenerator, noise.placeholder);
    Pass judged = apply(ofDiscriminator, generated.result());
    TF_Operation logits = operation("Neg", judged.result());
    TF_Operation bySamples = gradients(ofDiscriminator, judged, slope(logits, -1)).input;
    List<TF_Operation> byParameters = gradients(ofGenerator, generated, bySamples).parameters;
    return new Call(List.of(noise), meanSoftplus(logits), updates(ofGenerator, byParameters));
  }

  private Pass apply(List<Layer> layers, TF_Operation input) {
    Pass pass = new Pass(new ArrayList<>(), new ArrayList<>());
    TF_Operation x = input;
    for (Layer layer : layers) {
      pass.inputs.add(x);
      x = operation("BiasAdd", operation("MatMul", x, layer.kernel.value), layer.bias.value);
      pass.sums.add(x);
      if (pass.sums.size() <= 2) {
        x = operation("LeakyRelu", d -> TF_SetAttrFloat(d, "alpha", 0.2f), x);
      }
    }
    return pass;
  }

  private Gradients gradients(List<Layer> layers, Pass pass, TF_Operation byResult) {
    List<TF_Operation> byParameters = new ArrayList<>();
    TF_Operation upstream = byResult;
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (i < 2) {
        TF_Operation sum = pass.sums.get(i);
        upstream =
            operation("LeakyReluGrad", d -> TF_SetAttrFloat(d, "alpha", 0.2f), upstream, sum);
      }
      byParameters.add(0, operation("BiasAddGrad", upstream));
      byParameters.add(
          0,
          operation(
              "MatMul",
              d -> TF_SetAttrBool(d, "transpose_a", (byte) 1),
              pass.inputs.get(i),
              upstream));
      upstream =
          operation(
              "MatMul",
              d -> TF_SetAttrBool(d, "transpose_b", (byte) 1),
              upstream,
              layers.get(i).kernel.value);
    }
    return new Gradients(byParameters, upstream);
  }

  private TF_Operation meanSoftplus(TF_Operation x) {
    TF_Tensor list = TF_AllocateTensor(TF_INT32, new long[] {2}, 1, 2L * Integer.BYTES);
    new IntPointer(TF_TensorData(list)).put(new int[] {0, 1});
    tensors.add(list);
    return operation("Mean", operation("Softplus", x), constant(TF_INT32, list));
  }

  /** The derivative of the mean of softplus(x), times a sign. */
  private TF_Operation slope(TF_Operation x, float sign) {
    return operation("Mul", operation("Sigmoid", x), constant(sign / batch));
  }

  private List<TF_Operation> updates(List<Layer> layers, List<TF_Operation> gradients) {
    List<TF_Operation> updates = new ArrayList<>();
    for (Layer layer : layers) {
      for (Weight weight : List.of(layer.kernel, layer.bias)) {
        updates.add(
            operation(
                "ResourceApplyRMSProp",
                weight.handle,
                weight.meanSquare,
                weight.momentum,
                constant(1e-3f),
                constant(0.9f),
                constant(0),
                constant(1e-10f),
                gradients.get(updates.size())));
      }
    }
    return updates;
  }

  private List<Layer> layers(float[] values, int... sizes) {
    List<Layer> layers = new ArrayList<>();
    int at = 0;
    for (int i = 1; i < sizes.length; i++) {
      int biases = at + sizes[i - 1] * sizes[i];
      int end = biases + sizes[i];
      layers.add(
          new Layer(
              weight(Arrays.copyOfRange(values, at, biases), sizes[i - 1], sizes[i]),
              weight(Arrays.copyOfRange(values, biases, end), sizes[i])));
      at = end;
    }
    return layers;
  }

  private Weight weight(float[] value, long... sizes) {
    float[] ones = new float[value.length];
    Arrays.fill(ones, 1);
    TF_Operation handle = variable(value, sizes);
    TF_Operation read =
        operation("ReadVariableOp", d -> TF_SetAttrType(d, "dtype", TF_FLOAT), handle);
    return new Weight(
        handle, read, variable(ones, sizes), variable(new float[value.length], sizes));
  }

  private TF_Operation variable(float[] value, long... sizes) {
    String name = "variable" + operations;
    TF_Operation handle =
        operation(
            "VarHandleOp",
            d -> {
              TF_SetAttrType(d, "dtype", TF_FLOAT);
              TF_SetAttrShape(d, "shape", sizes, sizes.length);
              TF_SetAttrString(d, "shared_name", new BytePointer(name), name.length());
            });
    TF_Operation initial = constant(TF_FLOAT, tensor(value, sizes));
    new Call(List.of(), null, List.of(operation("AssignVariableOp", handle, initial))).run();
    return handle;
  }

  private TF_Operation constant(float value) {
    return constant(TF_FLOAT, tensor(new float[] {value}));
  }

  private TF_Operation constant(int type, TF_Tensor value) {
    return operation(
        "Const",
        d -> {
          TF_SetAttrType(d, "dtype", type);
          TF_SetAttrTensor(d, "value", value, status);
        });
  }

  private Feed feed(float[] points) {
    TF_Operation placeholder = operation("Placeholder", d -> TF_SetAttrType(d, "dtype", TF_FLOAT));
    return new Feed(placeholder, tensor(points, points.length / 2, 2));
  }

  private TF_Tensor tensor(float[] values, long... sizes) {
    TF_Tensor tensor =
        TF_AllocateTensor(TF_FLOAT, sizes, sizes.length, (long) values.length * Float.BYTES);
    new FloatPointer(TF_TensorData(tensor)).put(values);
    tensors.add(tensor);
    return tensor;
  }

  private TF_Operation operation(String type, TF_Operation... inputs) {
    return operation(type, d -> {}, inputs);
  }

  private TF_Operation operation(
      String type, Consumer<TF_OperationDescription> attributes, TF_Operation... inputs) {
    TF_OperationDescription description = TF_NewOperation(graph, type, "n" + operations++);
    for (TF_Operation input : inputs) {
      TF_AddInput(description, new TF_Output().oper(input).index(0));
    }
    attributes.accept(description);
    TF_Operation operation = TF_FinishOperation(description, status);
    check();
    return operation;
  }

  private void check() {
    if (TF_GetCode(status) != TF_OK) {
      throw new IllegalStateException(TF_Message(status).getString());
    }
  }

  /** A run of a part of the graph. */
  private final class Call {
    private final TF_Output feeds;
    private final PointerPointer<TF_Tensor> fed;
    private final int feedCount;
    private final TF_Output fetch;
    private final PointerPointer<TF_Tensor> fetched = new PointerPointer<>(1);
    private final int fetchCount;
    private final PointerPointer<TF_Operation> targets;
    private final int targetCount;

    Call(List<Feed> inputs, @Nullable TF_Operation output, List<TF_Operation> updates) {
      this.feedCount = inputs.size();
      this.feeds = new TF_Output(Math.max(1, feedCount));
      this.fed = new PointerPointer<>(Math.max(1, feedCount));
      for (int i = 0; i < feedCount; i++) {
        feeds.getPointer(i).oper(inputs.get(i).placeholder).index(0);
        fed.put(i, inputs.get(i).value);
      }
      this.fetch = new TF_Output();
      this.fetchCount = output == null ? 0 : 1;
      if (output != null) {
        fetch.oper(output).index(0);
      }
      this.targetCount = updates.size();
      this.targets = new PointerPointer<>(updates.toArray(new TF_Operation[0]));
    }

    /** Returns the value of the output, if there is one. */
    float run() {
      TF_SessionRun(
          session,
          null,
          feeds,
          fed,
          feedCount,
          fetch,
          fetched,
          fetchCount,
          targets,
          targetCount,
          null,
          status);
      check();
      if (fetchCount == 0) {
        return 0;
      }
      TF_Tensor result = fetched.get(TF_Tensor.class, 0);
      float value = new FloatPointer(TF_TensorData(result)).get();
      TF_DeleteTensor(result);
      return value;
    }
  }

  @Override
  public float discriminatorStep() {
    return discriminator.run();
  }

  @Override
  public float generatorStep() {
    return generator.run();
  }

  @Override
  public void close() {
    TF_CloseSession(session, status);
    TF_DeleteSession(session, status);
    TF_DeleteGraph(graph);
    tensors.forEach(tensor -> TF_DeleteTensor(tensor));
    TF_DeleteStatus(status);
  }
}
