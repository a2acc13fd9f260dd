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

import com.google.inject.Guice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gan4j.GanModule;
import org.gan4j.backend.BackendSettings;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Gan;
import org.gan4j.train.Iteration;
import org.gan4j.train.Trainer;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingPlan;

/**
 * Milliseconds for an iteration of a DCGAN, one step of each player, on random images: {@code
 * ImageIteration BACKEND SIZE COLOURS CHANNELS THREADS ITERATIONS} prints the median and the least.
 * {@code scripts/image_iteration.py} runs it beside its peers, whose networks are the same.
 */
public final class ImageIteration {
  private static final int BATCH = 64;
  private static final int LATENT = 100;

  private ImageIteration() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    int size = Integer.parseInt(arguments[1]);
    int colours = Integer.parseInt(arguments[2]);
    int channels = Integer.parseInt(arguments[3]);
    BackendSettings settings = new BackendSettings(Integer.parseInt(arguments[4]), "");
    int iterations = Integer.parseInt(arguments[5]);
    Shape shape = Shape.of(size, size, colours);
    Samples images = Samples.of(shape, (row, stream) -> stream.fillUniform(row, row.length, -1, 1));
    Gan gan =
        Gan.of(
            Noise.gaussian(LATENT),
            generator(size, colours, channels),
            discriminator(size, channels),
            GanLosses.nonSaturating());
    TrainingPlan plan =
        TrainingPlan.of(Adam.of(2e-4).withBetas(0.5, 0.999))
            .withIterations(iterations)
            .withBatchSize(BATCH)
            .withStepsPerIteration(1, 1);
    double[] times = new double[iterations];
    TrainingListener clock =
        new TrainingListener() {
          private long start;

          @Override
          public void iterationStarted(Iteration iteration) {
            start = System.nanoTime();
          }

          @Override
          public void iterationEnded(Iteration iteration) {
            times[iteration.number()] = (System.nanoTime() - start) * 1e-6;
          }
        };
    Guice.createInjector(GanModule.withBackend(arguments[0]).withSettings(settings))
        .getInstance(Trainer.class)
        .train(gan, images, plan, clock)
        .close();
    double[] warm = Arrays.copyOfRange(times, iterations / 2, iterations);
    Arrays.sort(warm);
    System.out.printf("%.1f %.1f%n", warm[warm.length / 2], warm[0]);
  }

  private static int halvings(int size) {
    return size % 2 != 0 || size <= 4 ? 0 : 1 + halvings(size / 2);
  }

  private static Network generator(int size, int colours, int channels) {
    int halvings = halvings(size);
    int smallest = size >> halvings;
    int most = channels << (halvings - 1);
    List<Network> layers = new ArrayList<>();
    layers.add(dense(smallest * smallest * most).withoutBias());
    layers.add(reshape(smallest, smallest, most));
    for (int filters = most / 2; filters >= channels; filters /= 2) {
      layers.addAll(
          List.of(batchNorm(), relu(), convTranspose2d(filters, 4).withStride(2).withoutBias()));
    }
    layers.addAll(List.of(batchNorm(), relu()));
    layers.add(convTranspose2d(colours, 4).withStride(2));
    layers.add(tanh());
    return sequential(layers);
  }

  private static Network discriminator(int size, int channels) {
    List<Network> layers = new ArrayList<>();
    layers.addAll(List.of(conv2d(channels, 4).withStride(2), leakyRelu(0.2)));
    for (int i = 1; i < halvings(size); i++) {
      layers.add(conv2d(channels << i, 4).withStride(2).withoutBias());
      layers.addAll(List.of(batchNorm(), leakyRelu(0.2)));
    }
    layers.addAll(List.of(flatten(), dense(1)));
    return sequential(layers);
  }
}
