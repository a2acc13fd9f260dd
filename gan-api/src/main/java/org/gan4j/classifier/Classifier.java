package org.gan4j.classifier;

import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.check.Check;
import org.gan4j.data.LabelledSamples;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Schedule;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Feed;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;

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
  private static final String FEATURES = "features";
  private static final String LOGITS = "logits";

  private final Session session;
  private final Inference judgement;

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
      Check.positive("a classifier's learning rate", learningRate);
      if (steps < 1 || batchSize < 1) {
        throw new IllegalArgumentException(
            "a classifier needs at least 1 step and 1 sample in a batch, not %s and %s"
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
    this.judgement = new Inference(session, count -> judgement(network, rowShape, count));
    session.compile(judgement(network, rowShape, 1).program());
  }

  /**
   * Trains from new weights.
   *
   * @param network from samples to logits {@code [batch, classes]}; a part named {@code features}
   *     is what {@link #features} gives
   * @throws org.gan4j.tensor.ShapeException if the network does not fit the data
   * @throws org.gan4j.train.TrainingDivergedException if the loss is no longer finite
   */
  public static Classifier train(
      Backend backend, Network network, LabelledSamples data, Plan plan) {
    Check.given("network", network);
    Check.given("data", data);
    Check.given("plan", plan);
    Feed batches = Feed.labelled("classifier data", SAMPLES, Scope.LABELS, data, plan.batchSize());
    Training training =
        Training.of(Scheme.of(draw(batches), run(descent(network, data, plan))))
            .withIterations(plan.steps())
            .withSeed(plan.seed());
    try (Trained trained = training.run(backend)) {
      return restore(backend, network, data.rowShape(), named(trained.weights()));
    }
  }

  private static Step descent(Network network, LabelledSamples data, Plan plan) {
    Step.Builder step = Step.named(NAME);
    ModelTrace model = step.model(NAME, network);
    Tensor samples = Tensor.input(SAMPLES, data.rowShape().prepend(plan.batchSize()));
    Tensor labels = Tensor.input(Scope.LABELS, Shape.of(plan.batchSize(), data.classes()));
    Tensor loss = CrossEntropy.of(model.apply(samples).output(), labels);
    Adam adam = Adam.of(Schedule.cosine(plan.learningRate(), 0, plan.steps()));
    return step.minimize(NAME, loss, adam, model).build();
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
    Check.given("network", network);
    Check.given("rowShape", rowShape);
    Session session = Session.open(backend, Check.given("weights", weights));
    try {
      return new Classifier(session, network, rowShape);
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  private static Step judgement(Network network, Shape rowShape, int count) {
    Step.Builder step = Step.named("judgement");
    ModelTrace model = step.model(NAME, network, Mode.INFERENCE);
    ModelTrace.Application applied = model.apply(Tensor.input(SAMPLES, rowShape.prepend(count)));
    Tensor features = applied.part(FEATURES).orElse(applied.output());
    Shape flat = Shape.of(count, features.shape().elementCount() / count);
    return step.output(FEATURES, features.reshape(flat)).output(LOGITS, applied.output()).build();
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
    float[][] judged = new float[samples.length][];
    judgement.run(samples.length, 0, chunk -> chunk.copy(samples, SAMPLES), Map.of(output, judged));
    return judged;
  }

  /** The network's variables, without the optimizer's. */
  public Map<Variable, float[]> weights() {
    return named(session.readAll());
  }

  private static Map<Variable, float[]> named(Map<Variable, float[]> weights) {
    weights.keySet().removeIf(variable -> !variable.name().startsWith(NAME + "/"));
    return weights;
  }

  /** Releases the backend's memory. */
  @Override
  public void close() {
    session.close();
  }
}
