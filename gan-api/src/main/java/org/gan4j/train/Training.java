package org.gan4j.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A scheme to be run: how often, and from which seed.
 *
 * <pre>{@code
 * Training training = Training.of(scheme).withIterations(5_000).withSeed(42);
 * try (Trained trained = training.run(backend, new LossLog(path))) {
 *   Inference translator = Inference.of(trained.session(), "toWinter", network, imageShape);
 * }
 * }</pre>
 */
public final class Training {
  private static final int ITERATIONS = 10_000;

  private final Scheme scheme;
  private final int iterations;
  private final long seed;

  /** One training under way, as the views of a scheme see it. */
  public interface Run {

    /** The variables as they are now; whoever looks at them must not write. */
    Session session();

    /** The seed. */
    long seed();

    /** What was drawn last, by the name of the input; the same arrays throughout. */
    Map<String, float[]> inputs();

    /** A number that changes whenever variables or inputs may have changed. */
    long moment();
  }

  private Training(Scheme scheme, int iterations, long seed) {
    if (iterations < 1) {
      throw new IllegalArgumentException("training takes at least 1 iteration, not " + iterations);
    }
    this.scheme = scheme;
    this.iterations = iterations;
    this.seed = seed;
  }

  /** 10,000 iterations from seed 0. */
  public static Training of(Scheme scheme) {
    return new Training(scheme, ITERATIONS, 0);
  }

  /** The same with another number of iterations, at least 1. */
  public Training withIterations(int newIterations) {
    return new Training(scheme, newIterations, seed);
  }

  /** The same from another seed, from which all randomness is derived. */
  public Training withSeed(long newSeed) {
    return new Training(scheme, iterations, newSeed);
  }

  /** What is run. */
  public Scheme scheme() {
    return scheme;
  }

  /** How many iterations there are. */
  public int iterations() {
    return iterations;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** The names of the losses that {@link Iteration#loss} knows. */
  public List<String> losses() {
    return scheme.losses();
  }

  /**
   * Trains from new weights, until the iterations are done, a listener stops, or the thread is
   * interrupted; the interrupt stays set.
   *
   * @return what is trained, which holds the backend's memory until it is closed
   * @throws TrainingDivergedException if a loss or a parameter is no longer finite
   * @throws BadBatchException if that is because the data are not
   */
  public Trained run(Backend backend, TrainingListener... listeners) {
    return run(backend, scheme.initialValues(seed), null, listeners);
  }

  /**
   * Goes on from a checkpoint until the iterations, those of the checkpoint among them, are done.
   * On the backend and the machine of the checkpoint, the result is the same to the bit as if this
   * training had never been interrupted; on another backend it goes on from the same variables.
   * {@link RememberingListener}s go on where they were.
   *
   * @throws IllegalArgumentException if the checkpoint is of another training; the message names
   *     what is different. Use {@link Checkpoint#forChangedTraining()} where it is meant to be
   * @throws TrainingDivergedException as {@link #run}
   */
  public Trained resume(Backend backend, Checkpoint checkpoint, TrainingListener... listeners) {
    List<Checkpoint.Difference> differences = checkpoint.differences(this);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "this training is not the one that the checkpoint is of: "
              + differences.stream().map(Object::toString).collect(Collectors.joining("; ")));
    }
    Map<Variable, float[]> values = scheme.initialValues(seed);
    values.putAll(checkpoint.weights());
    return run(backend, values, checkpoint, listeners);
  }

  /**
   * Trains from stored weights instead of new ones: fine-tuning, with other data or another plan.
   * The training begins at iteration 0. What the weights lack, such as the slots of another
   * optimizer, starts as in a new training; what this training has no variable for is left out.
   *
   * @throws IllegalArgumentException if no variable of this training is among the weights, or one
   *     has another shape there
   */
  public Trained runFrom(
      Map<Variable, float[]> weights, Backend backend, TrainingListener... listeners) {
    Map<String, Variable> stored = new LinkedHashMap<>();
    weights.keySet().forEach(variable -> stored.put(variable.name(), variable));
    Map<Variable, float[]> values = scheme.initialValues(seed);
    int found = 0;
    for (Map.Entry<Variable, float[]> value : values.entrySet()) {
      Variable own = value.getKey();
      Variable other = stored.get(own.name());
      if (other != null && !other.equals(own)) {
        throw new IllegalArgumentException(
            "the variable %s has the shape %s, and %s in the stored weights"
                .formatted(own.name(), own.shape(), other.shape()));
      }
      float[] weight = weights.get(own);
      if (weight != null) {
        value.setValue(weight);
        found++;
      }
    }
    if (found == 0) {
      throw new IllegalArgumentException(
          "none of this training's variables is among the stored weights, which have "
              + stored.keySet());
    }
    return run(backend, values, null, listeners);
  }

  private Trained run(
      Backend backend,
      Map<Variable, float[]> values,
      @Nullable Checkpoint start,
      TrainingListener... listeners) {
    Session session = Session.open(backend, values);
    try {
      return new TrainingLoop(this, session, start, List.of(listeners)).run();
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }
}
