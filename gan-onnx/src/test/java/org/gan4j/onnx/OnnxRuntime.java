package org.gan4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.tensor.Shape;

/** A model in ONNX Runtime. */
final class OnnxRuntime implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  final OrtSession session;

  OnnxRuntime(byte[] model) {
    this(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
  }

  /** One that leaves the model as it is, if the level is {@code NO_OPT}. */
  OnnxRuntime(byte[] model, OrtSession.SessionOptions.OptLevel optimization) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setOptimizationLevel(optimization);
      this.session = ENVIRONMENT.createSession(model, options);
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  /** What is fed, row-major. */
  static final class Fed {
    private final Shape shape;
    private final float[] values;

    Fed(Shape shape, float[] values) {
      this.shape = shape;
      this.values = values;
    }
  }

  /** One of the outputs, row-major. */
  float[] run(Map<String, Fed> inputs, String output) {
    return Objects.requireNonNull(run(inputs).get(output));
  }

  /** All outputs by name, row-major. */
  Map<String, float[]> run(Map<String, Fed> inputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Fed> input : inputs.entrySet()) {
        long[] sizes = input.getValue().shape.sizes().stream().mapToLong(s -> s).toArray();
        FloatBuffer values = FloatBuffer.wrap(input.getValue().values);
        tensors.put(input.getKey(), OnnxTensor.createTensor(ENVIRONMENT, values, sizes));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
          FloatBuffer buffer = ((OnnxTensor) output.getValue()).getFloatBuffer();
          float[] values = new float[buffer.remaining()];
          buffer.get(values);
          outputs.put(output.getKey(), values);
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new AssertionError(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
