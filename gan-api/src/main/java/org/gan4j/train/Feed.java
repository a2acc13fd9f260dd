package org.gan4j.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gan4j.check.Check;
import org.gan4j.data.LabelledSamples;
import org.gan4j.data.Samples;
import org.gan4j.random.RandomStream;
import org.gan4j.step.OneHot;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn for steps to read: the inputs that it fills, and how. A draw is a pure function of
 * the seed, the feed's purpose and the draw's number, so a training can be resumed at any of them.
 *
 * <pre>{@code
 * Feed photos = Feed.of("photos", samples, 64);
 * }</pre>
 */
public final class Feed {
  private final String purpose;
  private final List<Input> inputs;
  private final Supplier<Filling> filling;
  private final Supplier<String> fingerprint;

  /** Fills the arrays of a feed's inputs. */
  @FunctionalInterface
  public interface Filling {
    /**
     * Fills arrays.
     *
     * @param arrays one for each input, in their order, row-major
     * @param stream of the feed's purpose, at the draw's number
     */
    void fill(float[][] arrays, RandomStream stream);
  }

  private Feed(
      String purpose, List<Input> inputs, Supplier<Filling> filling, Supplier<String> fingerprint) {
    this.purpose = Check.given("purpose", purpose);
    this.inputs = inputs;
    this.filling = filling;
    this.fingerprint = fingerprint;
  }

  /**
   * Inputs filled in a way of the user's own.
   *
   * @param purpose names the random stream; unique within a scheme
   */
  public static Feed of(String purpose, Map<String, Shape> inputs, Filling filling) {
    Check.given("inputs", inputs);
    Check.given("filling", filling);
    return new Feed(
        purpose,
        new LinkedHashMap<>(inputs)
            .entrySet().stream().map(e -> new Input(e.getKey(), e.getValue())).toList(),
        () -> filling,
        () -> "");
  }

  /** A batch of samples, for an input that has the feed's purpose as its name. */
  public static Feed of(String input, Samples samples, int batchSize) {
    return of(input, input, samples, batchSize);
  }

  /** A batch of samples. */
  public static Feed of(String purpose, String input, Samples samples, int batchSize) {
    requireBatch(batchSize);
    Shape shape = samples.rowShape().prepend(batchSize);
    return new Feed(
        purpose,
        List.of(new Input(input, shape)),
        () -> (arrays, stream) -> samples.fill(arrays[0], batchSize, stream),
        samples::fingerprint);
  }

  /**
   * A batch of samples and their classes.
   *
   * @param labels the name of the input for the classes, {@code [batch, classes]}, 1 at each
   *     sample's class and 0 elsewhere
   */
  public static Feed labelled(
      String purpose, String input, String labels, LabelledSamples samples, int batchSize) {
    requireBatch(batchSize);
    return new Feed(
        purpose,
        List.of(
            new Input(input, samples.rowShape().prepend(batchSize)),
            new Input(labels, Shape.of(batchSize, samples.classes()))),
        () -> new Labelled(samples),
        samples::fingerprint);
  }

  /** Keeps the scratch memory for labels, so that a draw allocates none. */
  private static final class Labelled implements Filling {
    private final LabelledSamples samples;
    private @Nullable OneHot oneHot;

    Labelled(LabelledSamples samples) {
      this.samples = samples;
    }

    @Override
    public void fill(float[][] arrays, RandomStream stream) {
      OneHot classes = oneHot;
      if (classes == null || classes.values() != arrays[1]) {
        classes = OneHot.in(arrays[1], samples.classes());
        oneHot = classes;
      }
      classes.fill(samples, arrays[0], stream);
    }
  }

  private static void requireBatch(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch has at least 1 sample, not " + batchSize);
    }
  }

  /** The purpose of its random stream. */
  public String purpose() {
    return purpose;
  }

  /** What it fills, in the order of the arrays. */
  public List<Input> inputs() {
    return inputs;
  }

  /** What is known of its samples besides what it fills. */
  String fingerprint() {
    return fingerprint.get();
  }

  /** How it fills them, for one training: it may keep scratch memory. */
  Filling filling() {
    return filling.get();
  }
}
