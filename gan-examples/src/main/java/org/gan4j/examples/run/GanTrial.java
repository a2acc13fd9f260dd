package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.data.Samples;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.gan4j.train.TrainingSummary;

/** A trial of a {@link Gan}, whose generator {@code gan sample} draws from. */
public abstract class GanTrial implements Trial {
  private final Workbench workbench;
  private final Gan gan;
  private final TrainingPlan plan;
  private final Scheme scheme;

  /**
   * A trial.
   *
   * @throws org.gan4j.tensor.ShapeException if the networks do not fit each other or the data
   */
  protected GanTrial(Workbench workbench, Gan gan, Samples data, TrainingPlan plan) {
    this.workbench = workbench;
    this.gan = gan;
    this.plan = plan;
    this.scheme = GanScheme.of(gan, data, plan);
  }

  @Override
  public final Scheme scheme() {
    return scheme;
  }

  /** Stores both networks. */
  @Override
  public final List<Exhibit> finish(Trained trained, RunFolder folder) throws IOException {
    try (TrainedGan finished =
        TrainedGan.of(workbench.backend(), gan, trained.weights(), trained.summary())) {
      finished.save(folder.weights());
      return look(finished);
    }
  }

  /** What the report shows of the trained GAN besides what was seen while training. */
  protected List<Exhibit> look(TrainedGan trained) {
    return List.of();
  }

  @Override
  public Map<String, String> facts(TrainingSummary summary) {
    double batches = plan.sharedBatch() ? 1 : plan.discriminatorSteps();
    double samples = batches * plan.batchSize() * summary.iterations();
    return Map.of("real samples per second", "%,.0f".formatted(samples / summary.wallSeconds()));
  }

  /**
   * Draws from what {@link #finish} has stored.
   *
   * @param rowShape the shape of a sample
   * @throws BadDataException if the weights are missing, damaged or those of another GAN
   * @throws IllegalArgumentException if the GAN has no such class as is asked for
   */
  public static Drawn sample(Gan gan, Shape rowShape, SampleRequest request) {
    TrainedGan trained = restore(gan, request.backend(), request.weights());
    try {
      Drawn drawn = new DrawnByGan(trained, rowShape, request);
      drawn.rows(0, 0);
      return drawn;
    } catch (RuntimeException e) {
      trained.close();
      throw e;
    }
  }

  /**
   * Opens what {@link #finish} has stored.
   *
   * @throws BadDataException if the weights are missing, damaged or those of another GAN
   */
  public static TrainedGan restore(Gan gan, Backend backend, Path weights) {
    try {
      return new AlternatingTrainer(backend).restore(gan, weights);
    } catch (NoSuchFileException e) {
      throw new BadDataException("the run left no weights: " + weights + " is missing");
    } catch (IOException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new BadDataException(weights + " does not fit its run: " + e.getMessage());
    }
  }
}
