package org.gan4j.train;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.data.Rows;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Draws samples from a generator in a session, in chunks of one size. */
final class Sampler {
  private static final int MOST_AT_ONCE = 1024;

  private final Session session;
  private final Gan gan;
  private final String generatorName;

  Sampler(Session session, Gan gan, String generatorName) {
    this.session = session;
    this.gan = gan;
    this.generatorName = generatorName;
  }

  float[][] generate(int count, long noiseSeed) {
    if (count < 0) {
      throw new IllegalArgumentException("cannot generate " + count + " samples");
    }
    int chunk = Math.min(count, MOST_AT_ONCE);
    int latent = gan.noise().size();
    int chunks = chunk == 0 ? 0 : (count + chunk - 1) / chunk;
    float[] noise = new float[chunks * chunk * latent];
    gan.noise().fill(noise, count, RandomStream.of(noiseSeed, "sample noise"));
    float[][] samples = new float[chunks * chunk][];
    for (int i = 0; i < chunks; i++) {
      float[] part = Arrays.copyOfRange(noise, i * chunk * latent, (i + 1) * chunk * latent);
      float[][] rows = generate(part, chunk);
      System.arraycopy(rows, 0, samples, i * chunk, chunk);
    }
    return Arrays.copyOf(samples, count);
  }

  private float[][] generate(float[] noise, int count) {
    Program program = GanPrograms.generation(gan, generatorName, count);
    Executable executable = session.compile(program);
    float[] generated = executable.run(Map.of(GanPrograms.NOISE, noise)).get(GanPrograms.GENERATED);
    Shape shape = program.outputs().get(0).value().shape();
    return Rows.split(Objects.requireNonNull(generated), shape.count(1, shape.rank()));
  }
}
