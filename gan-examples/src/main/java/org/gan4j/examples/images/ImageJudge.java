package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gan4j.backend.Backend;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Classes;
import org.gan4j.data.Images;
import org.gan4j.examples.run.Workbench;
import org.gan4j.file.Sha256;
import org.gan4j.metrics.ClassScores;
import org.gan4j.metrics.FrechetDistance;
import org.gan4j.metrics.KernelDistance;
import org.gan4j.metrics.NeighbourCoverage;
import org.gan4j.metrics.Protocol;
import org.gan4j.nn.Network;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;

/**
 * Measures generated images by a small convolutional classifier trained on four fifths of the real
 * ones; the rest tells its accuracy, which is among the figures. Both are kept in the user's cache
 * folder for the next run on the same images.
 */
final class ImageJudge implements AutoCloseable {
  /** Fewer images cannot train a classifier worth asking. */
  private static final int FEWEST_IMAGES = 1_000;

  /** How many real and generated images are compared. */
  static final int COUNT = 2_000;

  private static final int VERSION = 2;

  /** A folder's images are in the order of their classes. */
  private static final long MIXING_SEED = 0;

  private static final Classifier.Plan PLAN = Classifier.Plan.of(1_500);

  private final Classifier classifier;
  private final Protocol protocol;
  private final double accuracy;
  private final float[][] realFeatures;

  private ImageJudge(Trained trained, String name, Images images) {
    this.classifier = trained.classifier;
    this.accuracy = trained.accuracy;
    int count = Math.min(COUNT, images.size());
    this.realFeatures = classifier.features(images.range(0, count).rows());
    this.protocol = new Protocol(sha256(classifier.weights()), name, count, COUNT);
  }

  /** A classifier, and the share of held-out images whose class it tells. */
  private record Trained(Classifier classifier, double accuracy) {
    private static final String ACCURACY = "accuracy";

    static Trained of(Backend backend, Images images) {
      Network network = network(images.classes());
      int training = images.size() / 5 * 4;
      Classifier classifier = Classifier.train(backend, network, images.range(0, training), PLAN);
      return new Trained(classifier, shareRight(classifier, images.range(training, images.size())));
    }

    void write(Path file) throws IOException {
      SafeTensors.write(file, classifier.weights(), Map.of(ACCURACY, Double.toString(accuracy)));
    }

    static Trained read(Path file, Backend backend, Images images) throws IOException {
      SafeTensors.Contents contents = SafeTensors.readAll(file);
      double accuracy = Double.parseDouble(contents.metadata().getOrDefault(ACCURACY, "missing"));
      Network network = network(images.classes());
      return new Trained(
          Classifier.restore(backend, network, images.rowShape(), contents.weights()), accuracy);
    }
  }

  private static Network network(int classes) {
    return sequential(
        conv2d(16, 5).withStride(2),
        relu(),
        conv2d(32, 5).withStride(2),
        relu(),
        flatten(),
        dropout(0.3),
        dense(64).named("features"),
        relu(),
        dropout(0.3),
        dense(classes));
  }

  /** Whether there are enough images, and classes to tell apart. */
  static boolean canJudge(Images images) {
    return images.size() >= FEWEST_IMAGES && images.classes() > 1;
  }

  /** Finds or trains the classifier of a data set. */
  static ImageJudge of(Workbench workbench, DataSet data, Images images) {
    return of(workbench, KeptResults.ofUser(workbench.err()), data, images);
  }

  static ImageJudge of(Workbench workbench, KeptResults cache, DataSet data, Images images) {
    Images mixed = data.isPublished() ? images : images.shuffled(MIXING_SEED);
    String name = data.experiment();
    ImageJudge judge =
        new ImageJudge(
            trained(workbench, cache, name, mixed),
            name + (data.isPublished() ? ", the first images read" : ", images drawn at random"),
            mixed);
    workbench
        .out()
        .printf(
            Locale.ROOT, "Classifier: right on %.2f %% of held-out images%n", 100 * judge.accuracy);
    workbench.out().flush();
    return judge;
  }

  private static Trained trained(
      Workbench workbench, KeptResults cache, String name, Images images) {
    try {
      return cache.get(
          "the classifier",
          "%s-classifier-%s.safetensors".formatted(name, key(images)),
          file -> Optional.of(Trained.read(file, workbench.backend(), images)),
          () -> {
            workbench
                .out()
                .println("Training the classifier that judges the images (once for this data set)");
            workbench.out().flush();
            return Trained.of(workbench.backend(), images);
          },
          (file, trained) -> trained.write(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells classifiers for other images, or trained in another way, apart. */
  private static String key(Images images) {
    String key =
        "%s %s %s %s %s %s"
            .formatted(
                VERSION,
                PLAN,
                images.size(),
                images.rowShape(),
                images.classes(),
                images.fingerprint());
    MessageDigest digest = Sha256.newDigest();
    digest.update(key.getBytes(StandardCharsets.UTF_8));
    return Sha256.digits(digest).substring(0, 16);
  }

  private static double shareRight(Classifier classifier, Images images) {
    int[] likeliest = Classes.likeliest(classifier.probabilities(images.rows()));
    int right = 0;
    for (int i = 0; i < likeliest.length; i++) {
      right += likeliest[i] == images.label(i) ? 1 : 0;
    }
    return right / (double) likeliest.length;
  }

  private static String sha256(Map<Variable, float[]> weights) {
    MessageDigest digest = Sha256.newDigest();
    for (float[] values : weights.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes);
    }
    return Sha256.digits(digest);
  }

  /** How the figures are made. */
  Protocol protocol() {
    return protocol;
  }

  /** All figures of {@link #COUNT} generated images. */
  Map<String, Double> measure(float[][] generated) {
    float[][] features = classifier.features(generated);
    ClassScores scores = ClassScores.of(classifier.probabilities(generated));
    NeighbourCoverage three = NeighbourCoverage.of(realFeatures, features, 3);
    NeighbourCoverage five = NeighbourCoverage.of(realFeatures, features, 5);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("realAccuracy", accuracy);
    figures.put("frechetDistance", FrechetDistance.of(realFeatures, features));
    figures.put("kernelDistance", KernelDistance.of(realFeatures, features));
    figures.put("precision", three.precision());
    figures.put("recall", three.recall());
    figures.put("density", five.density());
    figures.put("coverage", five.coverage());
    figures.put("inceptionScore", scores.inceptionScore());
    figures.put("confidentShare", scores.confidentShare());
    figures.put("smallestClassShare", scores.smallestClassShare());
    return figures;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
