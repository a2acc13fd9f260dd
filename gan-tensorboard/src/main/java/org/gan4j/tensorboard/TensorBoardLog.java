package org.gan4j.tensorboard;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gan4j.check.Check;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * Writes what TensorBoard shows of a training into a folder: all losses every 10 iterations, by
 * their names; on demand images, and histograms of variables. {@code tensorboard --logdir} shows it
 * while training goes on.
 *
 * <pre>{@code
 * TensorBoardLog log = TensorBoardLog.of(Path.of("logs/first"))
 *     .withImages("samples", 500, iteration -> grid(iteration.view(GanView.class).generate(64, 7)))
 *     .withHistograms(1_000, name -> name.startsWith("generator/"));
 * trainer.train(gan, data, plan, log);
 * }</pre>
 *
 * <p>A long training writes more and more rarely: twice as rarely after 10,000 values of a loss,
 * and after 100 images or histograms, and so on whenever the number of iterations has doubled.
 *
 * <p>A training that is resumed writes another file into the same folder; of the iterations that it
 * trains again TensorBoard shows the new values only.
 *
 * <p>Training goes on if the folder cannot be written to, and the log ends there; that is a failure
 * of this listener at the end. An instance is for one training.
 */
public final class TensorBoardLog implements TrainingListener {
  private static final int SCALARS_EVERY = 10;
  private static final int MOST_SCALARS = 10_000;
  private static final int MOST_IMAGES = 100;

  private final Path folder;
  private final List<Source> sources;
  private List<String> losses = List.of();
  private @Nullable EventFile file;
  private @Nullable IOException failure;

  /** An image of an iteration. */
  @FunctionalInterface
  public interface Drawing {
    /** Draws it while training waits; null if there is none. */
    @Nullable BufferedImage draw(Iteration iteration);
  }

  /** What is shown of some iterations. */
  private record Source(Interval interval, Shown shown) {}

  /** What is shown of an iteration. */
  private interface Shown {
    void addTo(Summary summary, Iteration iteration);
  }

  private TensorBoardLog(Path folder, List<Source> sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /** A log of the losses. The folder, which TensorBoard calls a run, is made if it is not there. */
  public static TensorBoardLog of(Path folder) {
    return new TensorBoardLog(Check.given("folder", folder), List.of());
  }

  /**
   * The same with an image now and then.
   *
   * @param tag the image's name
   * @param every in which iterations: the multiples of this, at least 1
   */
  public TensorBoardLog withImages(String tag, int every, Drawing drawing) {
    Check.given("tag", tag);
    Check.given("drawing", drawing);
    return with(
        new Interval(every, MOST_IMAGES),
        (summary, iteration) -> {
          BufferedImage image = drawing.draw(iteration);
          if (image != null) {
            summary.image(tag, image);
          }
        });
  }

  /**
   * The same with figures now and then, such as a distance of the samples from the data.
   *
   * @param every in which iterations: the multiples of this, at least 1
   * @param figures by name; called while training waits
   */
  public TensorBoardLog withScalars(
      int every, Function<? super Iteration, Map<String, Double>> figures) {
    Check.given("figures", figures);
    return with(
        new Interval(every, MOST_SCALARS),
        (summary, iteration) ->
            figures
                .apply(iteration)
                .forEach((tag, value) -> summary.scalar(tag, value.floatValue())));
  }

  /**
   * The same with histograms of variables now and then: of 30 buckets from the smallest value to
   * the largest.
   *
   * @param every in which iterations: the multiples of this, at least 1
   * @param names of which variables; those of optimizers and averages are variables too
   */
  public TensorBoardLog withHistograms(int every, Predicate<String> names) {
    Check.given("names", names);
    return with(
        new Interval(every, MOST_IMAGES),
        (summary, iteration) ->
            iteration
                .weights()
                .forEach(
                    (variable, values) -> {
                      if (names.test(variable.name())) {
                        summary.histogram(variable.name(), values);
                      }
                    }));
  }

  private TensorBoardLog with(Interval interval, Shown shown) {
    List<Source> more = new ArrayList<>(sources);
    more.add(new Source(interval, shown));
    return new TensorBoardLog(folder, List.copyOf(more));
  }

  @Override
  public void trainingStarted(Training training) {
    losses = training.losses();
  }

  /** The first iteration of a resumed training is not iteration 0. */
  @Override
  public void iterationStarted(Iteration iteration) {
    if (file == null && failure == null) {
      attempt(() -> file = EventFile.start(folder, iteration.number()));
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    EventFile open = file;
    if (open == null) {
      return;
    }
    Summary summary = new Summary();
    if (new Interval(SCALARS_EVERY, MOST_SCALARS).has(iteration.number())) {
      losses.forEach(loss -> summary.scalar("loss/" + loss, iteration.loss(loss)));
    }
    for (Source source : sources) {
      if (source.interval.has(iteration.number())) {
        source.shown.addTo(summary, iteration);
      }
    }
    if (!summary.isEmpty()) {
      attempt(() -> open.write(iteration.number(), summary));
    }
  }

  /** Something that may fail. */
  private interface Attempt {
    void run() throws IOException;
  }

  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      failure = e;
      close();
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    close();
    if (failure != null) {
      throw new UncheckedIOException("cannot write to the TensorBoard folder " + folder, failure);
    }
  }

  @Override
  public void trainingFailed(Throwable cause) {
    close();
  }

  private void close() {
    EventFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
  }
}
