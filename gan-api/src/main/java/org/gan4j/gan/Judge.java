package org.gan4j.gan;

import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.gan4j.backend.Session;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** The trained discriminator's opinion of samples. */
final class Judge {
  private static final String SAMPLES = "samples";
  private static final String LOGITS = "logits";

  private final Gan gan;
  private final Inference inference;

  Judge(Session session, Gan gan, Shape sampleShape) {
    this.gan = gan;
    this.inference = new Inference(session, count -> judgement(gan, sampleShape, count));
  }

  static Step judgement(Gan gan, Shape sampleShape, int count) {
    Step.Builder step = Step.named("judgement");
    ModelTrace discriminator =
        step.model(GanScheme.DISCRIMINATOR, gan.discriminator(), Mode.INFERENCE);
    Tensor samples = Tensor.input(SAMPLES, sampleShape.prepend(count));
    Tensor logits = discriminator.apply(samples, Sampler.labels(gan, count)).output();
    return step.output(LOGITS, logits).build();
  }

  float[][] logits(float[][] samples, IntUnaryOperator classOf) {
    float[][] normalized = gan.normalized(samples);
    float[][] logits = new float[samples.length][];
    inference.run(
        samples.length,
        0,
        chunk -> {
          chunk.copy(normalized, SAMPLES);
          Sampler.setClasses(gan, chunk, classOf);
        },
        Map.of(LOGITS, logits));
    return logits;
  }
}
