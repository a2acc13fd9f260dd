package org.gan4j.backend.tf;

import static org.tensorflow.proto.DataType.DT_FLOAT;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.backend.BackendSettings;
import org.gan4j.check.Check;
import org.gan4j.file.AtomicFile;
import org.gan4j.program.AxisSize;
import org.gan4j.program.BatchProgram;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Output;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Variable;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Trained networks as a SavedModel, which TensorFlow, TensorFlow Serving and TensorFlow's Java API
 * load.
 *
 * <pre>{@code
 * TfSavedModel.of(List.of(trained.frozenGenerator(), trained.frozenDiscriminator()))
 *     .write(Path.of("model"));
 * }</pre>
 *
 * <p>Each network is a signature with its name; the first one is also {@code serving_default}.
 * Inputs and outputs have the names that they have in gan4j. The first axis is open, unless a model
 * is of one size. The weights are constants of the graph, with their names and layouts: a model is
 * frozen, and networks that share variables share them here too.
 */
public final class TfSavedModel {
  private static final String TAG = "serve";
  private static final String DEFAULT = "serving_default";
  private static final String PREDICT = "tensorflow/serving/predict";
  private static final int SCHEMA = 1;

  private final SavedModel model;
  private final String facts;

  private TfSavedModel(SavedModel model, String facts) {
    this.model = model;
    this.facts = facts;
  }

  /**
   * Translates models, by TensorFlow's native library.
   *
   * @param models at least one, of different names
   * @throws IllegalArgumentException if the weights take more than the 2 GB that a file can have,
   *     or two models have one name
   * @throws org.gan4j.backend.BackendUnavailableException if the native library cannot be loaded
   */
  public static TfSavedModel of(List<FrozenModel> models) {
    List<FrozenModel> all = Check.allGiven("models", models);
    Check.atLeastOne("the number of models", all.size());
    requireSize(
        all.stream()
            .flatMap(model -> model.values().keySet().stream())
            .distinct()
            .mapToLong(variable -> variable.shape().elementCount())
            .sum());
    Engine engine = Engine.load(BackendSettings.DEFAULT);
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder();
    meta.getMetaInfoDefBuilder().addTags(TAG);
    try (Graph graph = Graph.portable(engine)) {
      Map<Variable, TF_Operation> constants = new HashMap<>();
      for (FrozenModel model : all) {
        if (meta.containsSignatureDef(model.name())) {
          throw new IllegalArgumentException("two models have the name " + model.name());
        }
        SignatureDef signature = add(graph, model, constants);
        meta.putSignatureDef(model.name(), signature);
        if (!meta.containsSignatureDef(DEFAULT)) {
          meta.putSignatureDef(DEFAULT, signature);
        }
      }
      meta.setGraphDef(GraphDef.parseFrom(graph.definition()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow gave a graph that is none", e);
    }
    return new TfSavedModel(
        SavedModel.newBuilder().setSavedModelSchemaVersion(SCHEMA).addMetaGraphs(meta).build(),
        all.stream().map(TfSavedModel::facts).collect(Collectors.joining()));
  }

  /** A sixteenth of a GB is left for all that is not weights. */
  static void requireSize(long weights) {
    if (Float.BYTES * weights > Integer.MAX_VALUE - (1L << 26)) {
      throw new IllegalArgumentException(
          "the models have %,d weights, which take %,d MB; a frozen SavedModel holds at most 2 GB\n  fix: export one network, or a smaller one"
              .formatted(weights, (Float.BYTES * weights) >> 20));
    }
  }

  private static SignatureDef add(
      Graph graph, FrozenModel model, Map<Variable, TF_Operation> constants) {
    BatchProgram program = model.program().rewritten(Reach::rewritten);
    String place = "serving/" + model.name() + "/";
    SignatureDef.Builder signature = SignatureDef.newBuilder().setMethodName(PREDICT);
    Map<Input, TF_Operation> inputs = new LinkedHashMap<>();
    for (Input input : program.program().inputs()) {
      String name = place + "inputs/" + input.name();
      List<Integer> sizes = sizes(program.sizes(input));
      inputs.put(
          input,
          graph
              .operation("Placeholder", name)
              .type("dtype", DataType.FLOAT)
              .shape("shape", sizes)
              .add());
      signature.putInputs(input.name(), info(name, sizes));
    }
    model
        .values()
        .forEach(
            (variable, values) ->
                constants.computeIfAbsent(
                    variable, v -> graph.constant(v.name(), v.shape(), values)));
    Lowering lowering = new Lowering(graph, program, inputs, constants);
    for (Output output : program.program().outputs()) {
      String name = place + "outputs/" + output.name();
      graph.operation("Identity", name).inputs(lowering.value(output.value())).add();
      signature.putOutputs(output.name(), info(name, sizes(program.sizes(output.value()))));
    }
    return signature.build();
  }

  /** -1 where a size is open. */
  private static List<Integer> sizes(Collection<AxisSize> sizes) {
    return sizes.stream().map(size -> size.isOpen() ? -1 : size.fixed()).toList();
  }

  private static TensorInfo info(String operation, List<Integer> sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    sizes.forEach(size -> shape.addDimBuilder().setSize(size));
    return TensorInfo.newBuilder()
        .setName(operation + ":0")
        .setDtype(DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }

  private static String facts(FrozenModel model) {
    return model.facts().entrySet().stream()
        .map(fact -> model.name() + "." + fact.getKey() + ": " + fact.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * Writes the model into a folder, which is made if it is not there: {@code saved_model.pb}, which
   * appears only when it is whole, and the models' facts in {@code assets.extra/gan4j.txt}.
   *
   * @throws IOException if it cannot be written; the message names the file
   */
  public void write(Path folder) throws IOException {
    Path extra = Check.given("folder", folder).resolve("assets.extra");
    Files.createDirectories(extra);
    AtomicFile.write(extra.resolve("gan4j.txt"), file -> Files.writeString(file, facts));
    AtomicFile.write(
        folder.resolve("saved_model.pb"),
        file -> {
          try (OutputStream out = Files.newOutputStream(file)) {
            model.writeTo(out);
          }
        });
  }
}
