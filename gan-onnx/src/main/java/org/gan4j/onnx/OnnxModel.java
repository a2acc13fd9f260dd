package org.gan4j.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gan4j.check.Check;
import org.gan4j.file.AtomicFile;
import org.gan4j.program.FrozenModel;
import org.gan4j.tensor.Variable;

/**
 * A trained network as an ONNX model, which ONNX Runtime and many other engines run.
 *
 * <pre>{@code
 * OnnxModel.of(trained.frozenGenerator()).write(Path.of("generator.onnx"));
 * }</pre>
 *
 * <p>Inputs, outputs and weights have the names that they have in gan4j, and the weights its
 * layouts: images are {@code [batch, height, width, channels]} also here. The first axis of inputs
 * and outputs is the open dimension {@code batch}, unless the model is of one size. The facts of
 * the model are its metadata. All numbers are 32-bit floating point.
 */
public final class OnnxModel {
  /** The version of ONNX's operators that a model is made of: that of ONNX 1.12, July 2022. */
  public static final int OPSET = 17;

  /** The version of the file format that came with it. */
  private static final int FORMAT = 8;

  private final ModelProto model;

  private OnnxModel(ModelProto model) {
    this.model = model;
  }

  /**
   * Translates a model.
   *
   * @throws IllegalArgumentException if its weights take more than the 2 GB that a file can have,
   *     an input, an output and a variable have one name, or its batch is open and is the size of
   *     no input's axis
   */
  public static OnnxModel of(FrozenModel frozen) {
    Check.given("frozen", frozen);
    requireSize(
        frozen.name(),
        frozen.values().keySet().stream()
            .map(Variable::shape)
            .mapToLong(s -> s.elementCount())
            .sum());
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setProducerName("gan4j")
            .setGraph(Lowering.of(frozen));
    for (Map.Entry<String, String> fact : frozen.facts().entrySet()) {
      model.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey(fact.getKey()).setValue(fact.getValue()));
    }
    return new OnnxModel(model.build());
  }

  /** A sixteenth of a GB is left for all that is not weights. */
  static void requireSize(String name, long weights) {
    if (Float.BYTES * weights > Integer.MAX_VALUE - (1L << 26)) {
      throw new IllegalArgumentException(
          "the model %s has %,d weights, which take %,d MB; an ONNX file holds at most 2 GB\n  fix: export a smaller network, or use its weights from the safetensors file"
              .formatted(name, weights, (Float.BYTES * weights) >> 20));
    }
  }

  /**
   * Writes the model to a file, which appears only when it is whole.
   *
   * @throws IOException if it cannot be written; the message names the file
   */
  public void write(Path path) throws IOException {
    AtomicFile.write(
        Check.given("path", path),
        file -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
          }
        });
  }

  /** What {@link #write} writes. */
  public byte[] toBytes() {
    return model.toByteArray();
  }
}
