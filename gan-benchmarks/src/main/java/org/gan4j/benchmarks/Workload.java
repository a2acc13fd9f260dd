package org.gan4j.benchmarks;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.RmsProp;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Training;

/**
 * What is timed: two networks, an optimizer for each, a batch and a schedule, with the loss that
 * does not saturate. Known by a name, which the peers in Python understand too.
 *
 * @param real the shape of a batch of real samples
 * @param noise the shape of a batch of noise
 * @param steps of either player in an iteration, on one batch
 */
record Workload(
    Network generator,
    Network discriminator,
    Optimizer optimizer,
    Shape real,
    Shape noise,
    int steps) {
  private static final Pattern DENSE = Pattern.compile("dense-b(\\d+)-w(\\d+)-d(\\d+)");
  private static final Pattern IMAGE = Pattern.compile("image-b(\\d+)-s(\\d+)-c(\\d+)-f(\\d+)");

  /**
   * The workload of a name: {@code dense-b256-w16-d2} (batch, width and number of hidden layers) or
   * {@code image-b64-s28-c1-f64} (batch, size, colours, filters at half size).
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  static Workload named(String name) {
    Matcher dense = DENSE.matcher(name);
    if (dense.matches()) {
      return points(number(dense, 1), number(dense, 2), number(dense, 3));
    }
    Matcher image = IMAGE.matcher(name);
    if (image.matches()) {
      return images(number(image, 1), number(image, 2), number(image, 3), number(image, 4));
    }
    throw new IllegalArgumentException(
        "no workload is named %s; a name is like dense-b256-w16-d2 or image-b64-s28-c1-f64"
            .formatted(name));
  }

  /** A training of it on uniform samples. */
  Training training(int iterations) {
    TrainingPlan plan =
        TrainingPlan.of(optimizer)
            .withStepsPerIteration(steps, steps)
            .withBatchSize(real.size(0))
            .withSharedBatch();
    Shape row = real.withoutFirst();
    Samples samples =
        Samples.of(row, (values, stream) -> stream.fillUniform(values, values.length, -1, 1));
    Gan gan =
        Gan.of(
            Noise.uniform(noise.size(1), -1, 1),
            generator,
            discriminator,
            GanLosses.nonSaturating());
    return Training.of(GanScheme.of(gan, samples, plan)).withIterations(iterations);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The quadratic experiment, with {@code depth} hidden layers of {@code width}. */
  static Workload points(int batch, int width, int depth) {
    List<Network> generator = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      generator.addAll(List.of(dense(width), leakyRelu(0.2)));
    }
    generator.add(dense(2));
    List<Network> discriminator = new ArrayList<>(generator);
    discriminator.add(dense(1));
    Shape pairs = Shape.of(batch, 2);
    return new Workload(
        sequential(generator), sequential(discriminator), RmsProp.of(1e-3), pairs, pairs, 10);
  }

  /** A DCGAN: a 4x4 convolution of stride 2 per halving of the image, batch norm between them. */
  static Workload images(int batch, int size, int colours, int filters) {
    return new Workload(
        imageGenerator(size, colours, filters),
        imageDiscriminator(size, filters),
        Adam.of(2e-4).withBetas(0.5, 0.999),
        Shape.of(batch, size, size, colours),
        Shape.of(batch, 100),
        1);
  }

  private static int halvings(int size) {
    return size % 2 != 0 || size <= 4 ? 0 : 1 + halvings(size / 2);
  }

  private static Network imageGenerator(int size, int colours, int filters) {
    int halvings = halvings(size);
    int smallest = size >> halvings;
    int most = filters << (halvings - 1);
    List<Network> layers = new ArrayList<>();
    layers.add(dense(smallest * smallest * most).withoutBias());
    layers.add(reshape(smallest, smallest, most));
    for (int channels = most / 2; channels >= filters; channels /= 2) {
      layers.addAll(
          List.of(batchNorm(), relu(), convTranspose2d(channels, 4).withStride(2).withoutBias()));
    }
    layers.addAll(List.of(batchNorm(), relu()));
    layers.addAll(List.of(convTranspose2d(colours, 4).withStride(2), tanh()));
    return sequential(layers);
  }

  private static Network imageDiscriminator(int size, int filters) {
    List<Network> layers = new ArrayList<>();
    layers.addAll(List.of(conv2d(filters, 4).withStride(2), leakyRelu(0.2)));
    for (int halving = 1; halving < halvings(size); halving++) {
      layers.add(conv2d(filters << halving, 4).withStride(2).withoutBias());
      layers.addAll(List.of(batchNorm(), leakyRelu(0.2)));
    }
    layers.addAll(List.of(flatten(), dense(1)));
    return sequential(layers);
  }
}
