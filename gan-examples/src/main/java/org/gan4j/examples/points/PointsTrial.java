package org.gan4j.examples.points;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gan4j.data.Rows;
import org.gan4j.data.Samples;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.GanView;
import org.gan4j.gan.Observation;
import org.gan4j.metrics.SampleMetrics;
import org.gan4j.random.RandomStream;
import org.gan4j.report.gan.Equilibrium;
import org.gan4j.report.gan.PointsCamera;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;

/** Points are learned. */
final class PointsTrial extends GanTrial {
  private static final int INTERVAL = 1_000;
  private static final int SHOWN_SAMPLES = 500;
  private static final long NOISE_SEED = 1;

  private final PointsSettings settings;
  private final SampleMetrics metrics;

  PointsTrial(PointsSettings settings, Workbench workbench) {
    super(workbench, settings.gan(), settings.samples(), settings.plan());
    this.settings = settings;
    this.metrics = SampleMetrics.of(settings.samples());
  }

  @Override
  public PointsSettings settings() {
    return settings;
  }

  @Override
  public Recorder recorder(Path folder) {
    boolean settles = settings.loss() == PointsSettings.LossName.NON_SATURATING;
    return Recorder.of(folder, new PointsCamera())
        .withFramesEvery(INTERVAL)
        .withMetrics(INTERVAL, this::look)
        .withReference(settles ? Equilibrium.ofNonSaturating() : null);
  }

  private Supplier<Map<String, Double>> look(Iteration iteration) {
    GanView view = iteration.view(GanView.class);
    float[][] generated = view.generate(SampleMetrics.SAMPLES, NOISE_SEED);
    Observation observed = view.observe();
    return () -> {
      Map<String, Double> values = new LinkedHashMap<>(metrics.measure(generated));
      values.put("confidence", confidence(observed));
      return values;
    };
  }

  private static double confidence(Observation observed) {
    return (SampleMetrics.confidence(observed.realLogits())
            + SampleMetrics.confidence(observed.generatedLogits()))
        / 2;
  }

  @Override
  public Map<String, Double> measure(Iteration iteration) {
    return metrics.measure(
        iteration.view(GanView.class).generate(SampleMetrics.SAMPLES, NOISE_SEED));
  }

  @Override
  public Picture show(Iteration iteration) {
    return PointsCamera.samples(
        "Samples",
        Cloud.of(real()),
        Cloud.of(iteration.view(GanView.class).generate(SHOWN_SAMPLES, NOISE_SEED)));
  }

  private float[][] real() {
    Samples truth = settings.samples();
    int width = truth.rowShape().elementCount();
    float[] rows = new float[SHOWN_SAMPLES * width];
    truth.fill(rows, SHOWN_SAMPLES, RandomStream.of(0, "comparison"));
    return Rows.split(rows, width);
  }
}
