package org.gan4j.examples.points;

import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.backend.Backend;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Options;
import org.gan4j.examples.run.SampleRequest;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.TrainedGan;

/** A small GAN learns points in the plane. */
public final class PointsExperiment implements Experiment<PointsSettings> {
  private final String name;
  private final String description;
  private final PointsData data;
  private final PointsOptions.Preset preset;

  private PointsExperiment(
      String name, String description, PointsData data, PointsOptions.Preset preset) {
    this.name = name;
    this.description = description;
    this.data = data;
    this.preset = preset;
  }

  /** The original experiment, on a curve and in its units. */
  public static PointsExperiment quadratic() {
    return new PointsExperiment(
        "quadratic",
        "A small GAN learns points on the curve y = 10 + x².",
        PointsData.QUADRATIC,
        PointsOptions.Preset.FAITHFUL);
  }

  /** Any points, with the better settings. */
  public static PointsExperiment points() {
    return new PointsExperiment(
        "points",
        "A small GAN learns points in the plane: curves, grid, ring, swiss-roll and others.",
        PointsData.GRID,
        PointsOptions.Preset.BEST);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Class<PointsSettings> settingsType() {
    return PointsSettings.class;
  }

  @Override
  public Options<PointsSettings> options() {
    return new PointsOptions(data, preset);
  }

  @Override
  public Trial open(PointsSettings settings, Workbench workbench) {
    return new PointsTrial(settings, workbench);
  }

  @Override
  public Drawn sample(PointsSettings settings, SampleRequest request) throws IOException {
    return GanTrial.sample(settings.gan(), settings.samples().rowShape(), request);
  }

  @Override
  public TrainedGan restore(PointsSettings settings, Backend backend, Path weights) {
    return GanTrial.restore(settings.gan(), backend, weights);
  }
}
