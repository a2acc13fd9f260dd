package org.gan4j.gan;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.gan4j.backend.Session;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Scope;
import org.gan4j.random.RandomStream;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.step.WeightAverage;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** Draws samples from a generator in a session. */
final class Sampler {
  private static final String GENERATED = "generated";

  private final Gan gan;
  private final Inference inference;

  Sampler(Session session, Gan gan, String generatorName) {
    this.gan = gan;
    this.inference = new Inference(session, count -> generation(gan, generatorName, count));
  }

  /** The name of the generator that samples are drawn from. */
  static String generatorName(boolean averaged) {
    return averaged ? WeightAverage.PREFIX + GanScheme.GENERATOR : GanScheme.GENERATOR;
  }

  /** Samples from noise, by the generator of this name. */
  static Step generation(Gan gan, String generatorName, int count) {
    Step.Builder step = Step.named("generation");
    ModelTrace generator = step.model(generatorName, gan.generator(), Mode.INFERENCE);
    Tensor noise = Tensor.input(GanScheme.NOISE, gan.noise().rowShape().prepend(count));
    return step.output(GENERATED, generator.apply(noise, labels(gan, count)).output()).build();
  }

  /** What both networks are given by name, for a batch of {@code count}. */
  static Map<String, Tensor> labels(Gan gan, int count) {
    return gan.classes() == 0
        ? Map.of()
        : Map.of(Scope.LABELS, Tensor.input(Scope.LABELS, Shape.of(count, gan.classes())));
  }

  /** Samples of the classes in turn, if there are classes. */
  float[][] generate(int first, int count, long seed) {
    return generate(noise(seed), first, count, seed, this::classInTurn);
  }

  /** Samples of a class. */
  float[][] generate(int first, int count, long seed, int label) {
    requireClass(gan, label);
    return generate(noise(seed), first, count, seed, sample -> label);
  }

  /** A sample of each row of noise, of the classes in turn, if there are classes. */
  float[][] generate(float[][] noise) {
    return generate(fed(noise), 0, noise.length, 0, this::classInTurn);
  }

  /** A sample of each row of noise, of a class. */
  float[][] generate(float[][] noise, int label) {
    requireClass(gan, label);
    return generate(fed(noise), 0, noise.length, 0, sample -> label);
  }

  private int classInTurn(int sample) {
    return sample % gan.classes();
  }

  static void requireClass(Gan gan, int label) {
    if (label < 0 || label >= gan.classes()) {
      throw new IllegalArgumentException(
          gan.classes() == 0
              ? "this GAN has no classes to choose from: Gan.withClasses gives it some"
              : "this GAN has classes 0 to %s, not %s".formatted(gan.classes() - 1, label));
    }
  }

  /** Drawn for each sample by its number, so that it does not depend on how many there are. */
  private Inference.Feeding noise(long seed) {
    int size = gan.noise().size();
    RandomStream stream = RandomStream.of(seed, "sample noise");
    float[] row = new float[size];
    return chunk -> {
      for (int i = 0; i < chunk.count(); i++) {
        gan.noise().fill(row, 1, stream.at(chunk.first() + i));
        System.arraycopy(row, 0, chunk.array(GanScheme.NOISE), i * size, size);
      }
    };
  }

  private Inference.Feeding fed(float[][] noise) {
    for (float[] row : noise) {
      if (row.length != gan.noise().size()) {
        throw new IllegalArgumentException(
            "this GAN's noise has %s values, a row has %s"
                .formatted(gan.noise().size(), row.length));
      }
    }
    return chunk -> chunk.copy(noise, GanScheme.NOISE);
  }

  private float[][] generate(
      Inference.Feeding noise, int first, int count, long seed, IntUnaryOperator classOf) {
    if (first < 0 || count < 0 || count > Integer.MAX_VALUE - first) {
      throw new IllegalArgumentException(
          "cannot generate " + count + " samples from number " + first + " on");
    }
    float[][] samples = new float[count][];
    inference.run(
        first,
        count,
        seed,
        chunk -> {
          noise.fill(chunk);
          setClasses(gan, chunk, classOf);
        },
        Map.of(GENERATED, samples));
    return gan.inDataUnits(samples);
  }

  /** Sets the classes of some rows, if the network asks for them. */
  static void setClasses(Gan gan, Inference.Chunk chunk, IntUnaryOperator classOf) {
    if (chunk.has(Scope.LABELS)) {
      float[] labels = chunk.array(Scope.LABELS);
      for (int i = 0; i < chunk.count(); i++) {
        labels[i * gan.classes() + classOf.applyAsInt(chunk.first() + i)] = 1;
      }
    }
  }
}
