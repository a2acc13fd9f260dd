package org.gan4j.train;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;

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
    Session session = Session.open(backend, scheme.initialValues(seed));
    try {
      return new TrainingLoop(this, session, List.of(listeners)).run();
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }
}
