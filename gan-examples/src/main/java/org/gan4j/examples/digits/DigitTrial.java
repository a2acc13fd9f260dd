package org.gan4j.examples.digits;

import java.nio.file.Path;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.examples.run.Trial;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Meter;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;

/** A trial on digits, which shows grids of images on the way and has its figures at the end. */
public abstract class DigitTrial implements Trial {
  private static final int FRAME_INTERVAL = 100;

  private final DigitSettings settings;
  private final Scheme scheme;
  private final Album album;

  /**
   * A trial.
   *
   * @param scheme what is trained; the iterations of it show their {@link Session}
   * @param title of the grids
   */
  protected DigitTrial(DigitSettings settings, Scheme scheme, String title) {
    this.settings = settings;
    this.scheme = scheme.withView(Session.class, Training.Run::session);
    this.album = Album.of("samples", title);
  }

  @Override
  public final DigitSettings settings() {
    return settings;
  }

  @Override
  public final Scheme scheme() {
    return scheme;
  }

  @Override
  public final Recorder recorder(Path folder) {
    return Recorder.of(folder, Camera.of(album, this::show))
        .withFramesEvery(FRAME_INTERVAL)
        .withMetrics(Integer.MAX_VALUE, Meter.atOnce(this::measure));
  }

  @Override
  public abstract ImageGrid show(Iteration iteration);

  @Override
  public abstract Map<String, Double> measure(Iteration iteration);
}
