package org.gan4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/** Samples without labels, as samples that all belong to the one class. */
record OneClass(Samples samples) implements LabelledSamples {
  OneClass {
    Objects.requireNonNull(samples, "samples");
  }

  @Override
  public Shape rowShape() {
    return samples.rowShape();
  }

  @Override
  public List<Provenance> provenance() {
    return samples.provenance();
  }

  @Override
  public String fingerprint() {
    return samples.fingerprint();
  }

  @Override
  public int classes() {
    return 1;
  }

  @Override
  public void fill(float[] rows, int count, RandomStream stream) {
    samples.fill(rows, count, stream);
  }

  @Override
  public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
    Arrays.fill(labels, 0, count, 0);
    samples.fill(rows, count, stream);
  }
}
