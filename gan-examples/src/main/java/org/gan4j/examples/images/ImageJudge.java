package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Classes;
import org.gan4j.data.Images;
import org.gan4j.data.Provenance;
import org.gan4j.examples.run.Workbench;
import org.gan4j.metrics.ClassScores;
import org.gan4j.metrics.FrechetDistance;
import org.gan4j.metrics.KernelDistance;
import org.gan4j.metrics.NeighbourCoverage;
import org.gan4j.metrics.Protocol;
import org.gan4j.nn.Network;
import org.gan4j.tensor.Variable;

/**
 * Measures generated images by a small convolutional classifier trained on four fifths of the real
 * ones; the rest tells its accuracy. Its weights are kept in the user's cache folder for the next
 * run on the same files.
 */
final class ImageJudge implements AutoCloseable {
  /** Fewer images cannot train a classifier worth asking. */
  private static final int FEWEST_IMAGES = 1_000;

  /** How many real and generated images are compared. */
  static final int COUNT = 2_000;

  private static final int VERSION = 1;
  private static final Classifier.Plan PLAN = Classifier.Plan.of(1_500);

  private final Classifier classifier;
  private final Protocol protocol;
  private final double accuracy;
  private final float[][] realFeatures;

  private ImageJudge(Classifier classifier, String name, Images images) {
    this.classifier = classifier;
    int count = Math.min(COUNT, images.size());
    this.realFeatures = classifier.features(images.range(0, count).rows());
    this.accuracy = accuracy(classifier, images.range(training(images), images.size()));
    this.protocol =
        new Protocol(sha256(classifier.weights()), name + ", the first images read", count, COUNT);
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
  static ImageJudge of(Workbench workbench, String name, Images images) {
    Backend backend = workbench.backend();
    PrintWriter out = workbench.out();
    Network network = network(images.classes());
    Supplier<Classifier> train =
        () -> {
          out.println("Training the classifier that judges the images (once for this data set)");
          out.flush();
          return Classifier.train(backend, network, images.range(0, training(images)), PLAN);
        };
    Classifier classifier =
        images.provenance().isEmpty()
            ? train.get()
            : ClassifierCache.ofUser(workbench.err())
                .get(
                    name + "-classifier-" + key(images),
                    weights -> Classifier.restore(backend, network, images.rowShape(), weights),
                    train);
    ImageJudge judge = new ImageJudge(classifier, name, images);
    out.printf(
        Locale.ROOT, "Classifier: right on %.2f %% of held-out images%n", 100 * judge.accuracy);
    out.flush();
    return judge;
  }

  private static int training(Images images) {
    return images.size() / 5 * 4;
  }

  /** Tells classifiers for other files, or trained in another way, apart. */
  private static String key(Images images) {
    String files =
        images.provenance().stream().map(Provenance::sha256).collect(Collectors.joining());
    String key = VERSION + " " + PLAN + " " + images.size() + " " + files;
    return hex(digest().digest(key.getBytes(StandardCharsets.UTF_8))).substring(0, 16);
  }

  private static double accuracy(Classifier classifier, Images images) {
    int[] likeliest = Classes.likeliest(classifier.probabilities(images.rows()));
    int right = 0;
    for (int i = 0; i < likeliest.length; i++) {
      right += likeliest[i] == images.label(i) ? 1 : 0;
    }
    return right / (double) likeliest.length;
  }

  private static String sha256(Map<Variable, float[]> weights) {
    MessageDigest digest = digest();
    for (float[] values : weights.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes);
    }
    return hex(digest.digest());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** How the figures are made. */
  Protocol protocol() {
    return protocol;
  }

  /** The share of held-out images whose class the classifier tells. */
  double accuracy() {
    return accuracy;
  }

  /** All figures of {@link #COUNT} generated images. */
  Map<String, Double> measure(float[][] generated) {
    float[][] features = classifier.features(generated);
    ClassScores scores = ClassScores.of(classifier.probabilities(generated));
    NeighbourCoverage three = NeighbourCoverage.of(realFeatures, features, 3);
    NeighbourCoverage five = NeighbourCoverage.of(realFeatures, features, 5);
    Map<String, Double> figures = new LinkedHashMap<>();
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
