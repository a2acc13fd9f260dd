package org.gan4j.gan;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final String OPINION = "opinion";

  private final Session session;
  private final Gan gan;
  private final Shape sampleShape;
  private final Map<Optional<String>, Inference> byPart = new ConcurrentHashMap<>();

  Judge(Session session, Gan gan, Shape sampleShape) {
    this.session = session;
    this.gan = gan;
    this.sampleShape = sampleShape;
  }

  /**
   * Traces the discriminator at use.
   *
   * @param part the part to be asked; the discriminator's end if there is none
   */
  static Step judgement(Gan gan, Shape sampleShape, int count, Optional<String> part) {
    Step.Builder step = Step.named("judgement");
    ModelTrace discriminator =
        step.model(GanScheme.DISCRIMINATOR, gan.discriminator(), Mode.INFERENCE);
    Tensor samples = Tensor.input(SAMPLES, sampleShape.prepend(count));
    ModelTrace.Application judged = discriminator.apply(samples, Sampler.labels(gan, count));
    Tensor opinion = part.map(name -> Match.part(judged, name)).orElse(judged.output());
    return step.output(OPINION, opinion).build();
  }

  float[][] logits(float[][] samples, IntUnaryOperator classOf) {
    return opinions(Optional.empty(), samples, classOf);
  }

  float[][] part(String name, float[][] samples, IntUnaryOperator classOf) {
    return opinions(Optional.of(name), samples, classOf);
  }

  private float[][] opinions(Optional<String> part, float[][] samples, IntUnaryOperator classOf) {
    Inference inference =
        byPart.computeIfAbsent(
            part,
            wanted -> new Inference(session, count -> judgement(gan, sampleShape, count, wanted)));
    float[][] normalized = gan.normalized(samples);
    float[][] opinions = new float[samples.length][];
    inference.run(
        samples.length,
        0,
        chunk -> {
          chunk.copy(normalized, SAMPLES);
          Sampler.setClasses(gan, chunk, classOf);
        },
        Map.of(OPINION, opinions));
    return opinions;
  }
}
