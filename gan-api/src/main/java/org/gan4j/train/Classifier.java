package org.gan4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.data.LabelledSamples;
import org.gan4j.data.Rows;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Schedule;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * A network that tells classes apart, trained by cross-entropy: the judge of generated images, and
 * an example of training that is no GAN. It holds the backend's memory until it is closed.
 *
 * <pre>{@code
 * Network network = sequential(dense(64), relu(), dense(32).named("features"), relu(), dense(10));
 * try (Classifier classifier = Classifier.train(backend, network, digits, Plan.of(1_000))) {
 *   float[][] probabilities = classifier.probabilities(rows);
 * }
 * }</pre>
 */
public final class Classifier implements AutoCloseable {
  private static final String NAME = "classifier";
  private static final String SAMPLES = "samples";
  private static final String LABELS = "labels";
  private static final String FEATURES = "features";
  private static final String LOGITS = "logits";
  private static final int CHUNK = 250;

  private final Session session;
  private final Executable judgement;
  private final Shape rowShape;

  /**
   * How a classifier is trained: Adam, whose rate falls to 0 along a cosine.
   *
   * @param steps at least 1
   * @param batchSize at least 1; 64 by default
   * @param learningRate positive; 1e-3 by default
   * @param seed of initial weights, the order of the data and dropout; 0 by default
   */
  public record Plan(int steps, int batchSize, double learningRate, long seed) {
    /**
     * @throws IllegalArgumentException if steps or batchSize is below 1
     */
    public Plan {
      if (steps < 1 || batchSize < 1) {
        throw new IllegalArgumentException(
            "a classifier needs at least 1 step and 1 sample in a batch, not %d and %d"
                .formatted(steps, batchSize));
      }
    }

    /** A plan with the default settings. */
    public static Plan of(int steps) {
      return new Plan(steps, 64, 1e-3, 0);
    }

    /** The same with another seed. */
    public Plan withSeed(long newSeed) {
      return new Plan(steps, batchSize, learningRate, newSeed);
    }
  }

  private Classifier(Session session, Network network, Shape rowShape) {
    this.session = session;
    this.rowShape = rowShape;
    this.judgement = session.compile(judgement(network, rowShape));
  }

  /**
   * Trains from new weights.
   *
   * @param network from samples to logits {@code [batch, classes]}; a part named {@code features}
   *     is what {@link #features} gives
   * @throws org.gan4j.tensor.ShapeException if the network does not fit the data
   * @throws TrainingDivergedException if the loss is no longer finite
   */
  public static Classifier train(
      Backend backend, Network network, LabelledSamples data, Plan plan) {
    Shape rowShape = data.rowShape();
    ModelTrace model = new ModelTrace(NAME, network, Mode.TRAIN);
    Tensor samples = Tensor.input(SAMPLES, rowShape.prepend(plan.batchSize()));
    Tensor labels = Tensor.input(LABELS, Shape.of(plan.batchSize(), data.classes()));
    Tensor loss = CrossEntropy.of(model.apply(samples).output(), labels);
    Adam adam = Adam.of(Schedule.cosine(plan.learningRate(), 0, plan.steps()));
    Descent descent = Descent.of(loss, model.parameters(), adam, "optimizer");
    Program.Builder program = Program.named("classifierStep").output("loss", loss);
    descent.addTo(program);
    model.stateUpdates().forEach(u -> program.update(u.variable(), u.value()));
    InitialValues initialValues = new InitialValues(plan.seed());
    initialValues.addAll(model);
    initialValues.addAll(descent.slots());
    GanPrograms.Step step = new GanPrograms.Step(program.build(), model.randomInputs());
    Session session = Session.open(backend, initialValues.map());
    try {
      run(session, step, data, plan);
      return new Classifier(session, network, rowShape);
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  private static void run(Session session, GanPrograms.Step step, LabelledSamples data, Plan plan) {
    Labels labels = new Labels(data.classes(), plan.batchSize());
    float[] rows = new float[plan.batchSize() * data.rowShape().elementCount()];
    Map<String, float[]> arrays = Map.of(SAMPLES, rows, LABELS, labels.oneHot());
    ProgramCall call = new ProgramCall(session, step, arrays, plan.seed());
    RandomStream stream = RandomStream.of(plan.seed(), "classifier data");
    for (int i = 0; i < plan.steps(); i++) {
      labels.fill(data, rows, stream.at(i));
      call.run(i, 1);
      if (!Float.isFinite(call.scalar(0))) {
        throw new TrainingDivergedException(i, NAME, "loss is " + call.scalar(0));
      }
    }
  }

  /**
   * Opens a classifier with stored weights.
   *
   * @param rowShape the shape of one sample
   * @param weights what {@link #weights()} gave
   * @throws IllegalArgumentException if the weights are not those of this network
   */
  public static Classifier restore(
      Backend backend, Network network, Shape rowShape, Map<Variable, float[]> weights) {
    Session session = Session.open(backend, weights);
    try {
      return new Classifier(session, network, rowShape);
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  private static Program judgement(Network network, Shape rowShape) {
    ModelTrace model = new ModelTrace(NAME, network, Mode.INFERENCE);
    ModelTrace.Application applied = model.apply(Tensor.input(SAMPLES, rowShape.prepend(CHUNK)));
    Tensor features =
        applied.values().entrySet().stream()
            .filter(e -> e.getKey().equals(FEATURES) || e.getKey().endsWith("/" + FEATURES))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(applied.output());
    Shape flat = Shape.of(CHUNK, features.shape().elementCount() / CHUNK);
    return Program.named("judgement")
        .output(FEATURES, features.reshape(flat))
        .output(LOGITS, applied.output())
        .build();
  }

  /** Of each sample, what the part of the network named {@code features} makes of it. */
  public float[][] features(float[][] samples) {
    return judged(samples, FEATURES);
  }

  /** Of each sample, the probability of each class. */
  public float[][] probabilities(float[][] samples) {
    float[][] rows = judged(samples, LOGITS);
    for (float[] row : rows) {
      softmax(row);
    }
    return rows;
  }

  private static void softmax(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (Math.exp(logits[i] - largest) / sum);
    }
  }

  private float[][] judged(float[][] samples, String output) {
    int width = rowShape.elementCount();
    List<float[]> judged = new ArrayList<>();
    float[] chunk = new float[CHUNK * width];
    for (int first = 0; first < samples.length; first += CHUNK) {
      int count = Math.min(CHUNK, samples.length - first);
      for (int i = 0; i < count; i++) {
        if (samples[first + i].length != width) {
          throw new IllegalArgumentException(
              "sample %d has %d values; this classifier is for samples of shape %s"
                  .formatted(first + i, samples[first + i].length, rowShape));
        }
        System.arraycopy(samples[first + i], 0, chunk, i * width, width);
      }
      float[] values = Objects.requireNonNull(judgement.run(Map.of(SAMPLES, chunk)).get(output));
      judged.addAll(Arrays.asList(Rows.split(values, values.length / CHUNK)).subList(0, count));
    }
    return judged.toArray(new float[0][]);
  }

  /** The network's variables, without the optimizer's. */
  public Map<Variable, float[]> weights() {
    Map<Variable, float[]> weights = session.readAll();
    weights.keySet().removeIf(variable -> !variable.name().startsWith(NAME + "/"));
    return weights;
  }

  /** Releases the backend's memory. */
  @Override
  public void close() {
    session.close();
  }
}
