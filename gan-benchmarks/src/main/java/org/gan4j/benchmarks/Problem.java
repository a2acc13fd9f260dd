package org.gan4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;

/**
 * What all competitors start from: the parameters of both networks, in the order of their layers,
 * and one batch.
 */
record Problem(Map<Variable, float[]> parameters, Batch batch) {

  /** Row-major samples and noise. */
  record Batch(float[] real, float[] noise) {}

  /**
   * Reads a problem.
   *
   * @throws IOException if the file cannot be read or lacks the batch
   */
  static Problem read(Path file) throws IOException {
    Map<Variable, float[]> parameters = new LinkedHashMap<>();
    Map<String, float[]> batch = new LinkedHashMap<>();
    SafeTensors.read(file)
        .forEach(
            (variable, values) -> {
              if (variable.name().contains("/")) {
                parameters.put(variable, values);
              } else {
                batch.put(variable.name(), values);
              }
            });
    float[] real = batch.get("real");
    float[] noise = batch.get("noise");
    if (real == null || noise == null) {
      throw new IOException(file + " should hold \"real\" and \"noise\"");
    }
    return new Problem(parameters, new Batch(real, noise));
  }

  /** A problem of gan4j's own initial parameters and uniform samples, the same every time. */
  static Problem draw(Workload workload) {
    RandomStream random = RandomStream.of(1, "problem");
    float[] real = new float[workload.real().elementCount()];
    float[] noise = new float[workload.noise().elementCount()];
    random.fillUniform(real, real.length, -1, 1);
    random.fillUniform(noise, noise.length, -1, 1);
    return draw(workload, new Batch(real, noise));
  }

  /** The same parameters with a batch of one's own. */
  static Problem draw(Workload workload, Batch batch) {
    Map<Variable, float[]> parameters = new LinkedHashMap<>();
    addDrawn(parameters, generator(workload), workload.noise());
    addDrawn(parameters, discriminator(workload), workload.real());
    return new Problem(parameters, batch);
  }

  /** The generator about to be traced. */
  static ModelTrace generator(Workload workload) {
    return new ModelTrace("generator", workload.generator(), Mode.TRAIN);
  }

  /** The discriminator about to be traced. */
  static ModelTrace discriminator(Workload workload) {
    return new ModelTrace("discriminator", workload.discriminator(), Mode.TRAIN);
  }

  private static void addDrawn(Map<Variable, float[]> parameters, ModelTrace model, Shape input) {
    model.apply(Tensor.input("input", input));
    Map<Variable, Initializer> initializers = model.initializers();
    for (Tensor parameter : model.parameters()) {
      Variable variable = (Variable) parameter.op();
      float[] values = new float[variable.shape().elementCount()];
      Initializer initializer = initializers.getOrDefault(variable, Initializer.constant(0));
      initializer.fill(values, variable.shape(), RandomStream.of(1, "initial/" + variable.name()));
      parameters.put(variable, values);
    }
  }

  /** A network's parameters one after another. */
  float[] flat(String network) {
    List<float[]> own =
        parameters.entrySet().stream()
            .filter(entry -> entry.getKey().name().startsWith(network + "/"))
            .map(Map.Entry::getValue)
            .toList();
    float[] flat = new float[own.stream().mapToInt(values -> values.length).sum()];
    int at = 0;
    for (float[] values : own) {
      System.arraycopy(values, 0, flat, at, values.length);
      at += values.length;
    }
    return flat;
  }
}
