package org.gan4j.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.data.Rows;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Draws samples from a generator in a session, in chunks, whose program is traced once a size. */
final class Sampler {
  private static final int MOST_AT_ONCE = 256;

  private final Session session;
  private final Gan gan;
  private final String generatorName;
  private final Map<Integer, Executable> bySize = new ConcurrentHashMap<>();

  Sampler(Session session, Gan gan, String generatorName) {
    this.session = session;
    this.gan = gan;
    this.generatorName = generatorName;
  }

  /** Samples of the classes in turn, if there are classes. */
  float[][] generate(int count, long noiseSeed) {
    return generate(noise(count, noiseSeed), count, sample -> sample % gan.classes());
  }

  /** Samples of a class. */
  float[][] generate(int count, long noiseSeed, int label) {
    requireClass(label);
    return generate(noise(count, noiseSeed), count, sample -> label);
  }

  /** A sample of each row of noise, of the classes in turn, if there are classes. */
  float[][] generate(float[][] noise) {
    for (float[] row : noise) {
      if (row.length != gan.noise().size()) {
        throw new IllegalArgumentException(
            "this GAN's noise has %d values, a row has %d"
                .formatted(gan.noise().size(), row.length));
      }
    }
    return generate(Rows.join(noise), noise.length, sample -> sample % gan.classes());
  }

  private void requireClass(int label) {
    if (label < 0 || label >= gan.classes()) {
      throw new IllegalArgumentException(
          gan.classes() == 0
              ? "this GAN has no classes to choose from: Gan.withClasses gives it some"
              : "this GAN has classes 0 to %d, not %d".formatted(gan.classes() - 1, label));
    }
  }

  private float[] noise(int count, long seed) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot generate " + count + " samples");
    }
    float[] noise = new float[count * gan.noise().size()];
    gan.noise().fill(noise, count, RandomStream.of(seed, "sample noise"));
    return noise;
  }

  private float[][] generate(float[] noise, int count, IntUnaryOperator classOf) {
    int chunk = Math.min(count, MOST_AT_ONCE);
    int latent = gan.noise().size();
    float[][] samples = new float[count][];
    Labels labels = new Labels(gan.classes(), chunk);
    for (int first = 0; first < count; first += chunk) {
      int start = first;
      labels.set(sample -> classOf.applyAsInt(start + sample));
      float[] part = Arrays.copyOfRange(noise, first * latent, (first + chunk) * latent);
      float[][] rows = generate(part, labels.oneHot(), chunk);
      System.arraycopy(rows, 0, samples, first, Math.min(chunk, count - first));
    }
    return samples;
  }

  private float[][] generate(float[] noise, float[] labels, int count) {
    Executable executable = bySize.computeIfAbsent(count, this::compile);
    Map<String, float[]> inputs = new HashMap<>(Map.of(GanPrograms.NOISE, noise));
    if (gan.classes() > 0) {
      inputs.put(GanPrograms.LABELS, labels);
    }
    float[] generated = executable.run(inputs).get(GanPrograms.GENERATED);
    Shape shape = executable.program().outputs().get(0).value().shape();
    return Rows.split(Objects.requireNonNull(generated), shape.count(1, shape.rank()));
  }

  private Executable compile(int count) {
    return session.compile(GanPrograms.generation(gan, generatorName, count));
  }
}
