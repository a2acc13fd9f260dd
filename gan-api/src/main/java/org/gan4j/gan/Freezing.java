package org.gan4j.gan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.data.Normalization;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * The players of a trained GAN as models to be taken elsewhere, which take and give samples in the
 * data's units: the normalization is part of their programs.
 */
record Freezing(Gan gan, Shape sampleShape, Map<Variable, float[]> weights) {
  private static final String SAMPLES = "samples";
  private static final String LOGITS = "logits";
  private static final String SCALE = "normalization/scale";
  private static final String SHIFT = "normalization/shift";

  /** From {@code noise}, and {@code labels} if there are classes, to {@code samples}. */
  FrozenModel generator(String name) {
    FrozenModel model =
        FrozenModel.of(
            rows -> {
              ModelTrace generator = new ModelTrace(name, gan.generator(), Mode.INFERENCE);
              Tensor noise = Tensor.input(GanScheme.NOISE, gan.noise().rowShape().prepend(rows));
              Tensor made = generator.apply(noise, Sampler.labels(gan, rows)).output();
              Tensor samples =
                  gan.normalization().isPresent()
                      ? made.times(ofRows(SCALE)).plus(ofRows(SHIFT))
                      : made;
              return Program.named(GanScheme.GENERATOR).output(SAMPLES, samples).build();
            },
            values());
    return withFacts(model)
        .withFact("input.noise", gan.noise().toString())
        .withFact("output.samples", "samples in the data's units, row-major; images are NHWC");
  }

  /** From {@code samples}, and {@code labels} if there are classes, to {@code logits}. */
  FrozenModel discriminator() {
    FrozenModel model =
        FrozenModel.of(
            rows -> {
              ModelTrace discriminator =
                  new ModelTrace(GanScheme.DISCRIMINATOR, gan.discriminator(), Mode.INFERENCE);
              Tensor samples = Tensor.input(SAMPLES, sampleShape.prepend(rows));
              Tensor seen =
                  gan.normalization().isPresent()
                      ? samples.minus(ofRows(SHIFT)).dividedBy(ofRows(SCALE))
                      : samples;
              Tensor logits = discriminator.apply(seen, Sampler.labels(gan, rows)).output();
              return Program.named(GanScheme.DISCRIMINATOR).output(LOGITS, logits).build();
            },
            values());
    return withFacts(model)
        .withFact("input.samples", "samples in the data's units, row-major; images are NHWC")
        .withFact("output.logits", "positive for samples that are taken for real");
  }

  private FrozenModel withFacts(FrozenModel model) {
    FrozenModel told = model;
    if (gan.classes() > 0) {
      told =
          told.withFact(
              "input.labels", "1 at a sample's class of " + gan.classes() + ", 0 elsewhere");
    }
    for (Map.Entry<String, String> fact :
        gan.normalization().map(StoredNormalization::toMetadata).orElse(Map.of()).entrySet()) {
      told = told.withFact(fact.getKey(), fact.getValue());
    }
    return told;
  }

  private Tensor ofRows(String name) {
    return Tensor.variable(name, sampleShape);
  }

  private Map<Variable, float[]> values() {
    Map<Variable, float[]> values = new LinkedHashMap<>(weights);
    Optional<Normalization> normalization = gan.normalization();
    if (normalization.isPresent()) {
      values.put(new Variable(SCALE, sampleShape), floats(normalization.get().scale()));
      values.put(new Variable(SHIFT, sampleShape), floats(normalization.get().shift()));
    }
    return values;
  }

  private static float[] floats(List<Double> numbers) {
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }
}
