package org.gan4j.gan;

import java.util.Map;
import java.util.Objects;
import org.gan4j.data.Rows;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Training;
import org.jspecify.annotations.Nullable;

/**
 * What listeners see of a GAN in training.
 *
 * <pre>{@code
 * public void iterationEnded(Iteration iteration) {
 *   float[][] samples = iteration.view(GanView.class).generate(100, 7);
 * }
 * }</pre>
 */
public final class GanView {
  private static final String GENERATED = "generated";
  private static final String REAL_LOGITS = "realLogits";
  private static final String GENERATED_LOGITS = "generatedLogits";
  private static final String REAL_FEATURES = "realFeatures";
  private static final String GENERATED_FEATURES = "generatedFeatures";

  private final Gan gan;
  private final Shape sampleShape;
  private final TrainingPlan plan;
  private final Training.Run training;
  private final Sampler sampler;
  private @Nullable BoundStep observer;
  private @Nullable Observation observation;
  private long observedAt;

  GanView(Gan gan, Shape sampleShape, TrainingPlan plan, Training.Run training) {
    this.gan = gan;
    this.sampleShape = sampleShape;
    this.plan = plan;
    this.training = training;
    this.sampler =
        new Sampler(training.session(), gan, Sampler.generatorName(plan.averageDecay() > 0));
  }

  /** The current batch as both networks see it now. */
  public Observation observe() {
    Observation current = observation;
    if (current == null || observedAt != training.moment()) {
      current = observed();
      observation = current;
      observedAt = training.moment();
    }
    return current;
  }

  /**
   * Samples of the current generator (or its average) from noise of this seed, in the data's units;
   * of each class in turn, if there are classes.
   */
  public float[][] generate(int count, long noiseSeed) {
    return sampler.generate(0, count, noiseSeed);
  }

  private Observation observed() {
    BoundStep step = observer;
    if (step == null) {
      step = new BoundStep(training.session(), observation(), training.inputs(), training.seed());
      observer = step;
    }
    step.run(0, 1);
    Map<String, float[]> values = step.copies();
    Observation seen =
        Observation.of(
            gan.inDataUnits(rows(Objects.requireNonNull(training.inputs().get(GanScheme.REAL)))),
            gan.inDataUnits(rows(Objects.requireNonNull(values.get(GENERATED)))),
            Objects.requireNonNull(values.get(REAL_LOGITS)),
            Objects.requireNonNull(values.get(GENERATED_LOGITS)));
    float[] realFeatures = values.get(REAL_FEATURES);
    float[] generatedFeatures = values.get(GENERATED_FEATURES);
    return realFeatures == null || generatedFeatures == null
        ? seen
        : seen.withFeatures(rows(realFeatures), rows(generatedFeatures));
  }

  private float[][] rows(float[] values) {
    return Rows.split(values, values.length / plan.batchSize());
  }

  private Step observation() {
    Step.Builder step = Step.named("observation");
    Match match = new Match(gan, sampleShape, plan.batchSize(), step, Mode.INFERENCE);
    ModelTrace.Application real = match.judgedReal();
    ModelTrace.Application fake = match.judgedFake();
    step.output(GENERATED, match.fake())
        .output(REAL_LOGITS, real.output())
        .output(GENERATED_LOGITS, fake.output());
    real.part(Observation.FEATURES).ifPresent(f -> step.output(REAL_FEATURES, f));
    fake.part(Observation.FEATURES).ifPresent(f -> step.output(GENERATED_FEATURES, f));
    return step.build();
  }
}
