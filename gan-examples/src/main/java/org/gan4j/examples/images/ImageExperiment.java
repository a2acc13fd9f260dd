package org.gan4j.examples.images;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.gan4j.backend.Backend;
import org.gan4j.data.Images;
import org.gan4j.data.Provenance;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Options;
import org.gan4j.examples.run.SampleRequest;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.TrainedGan;

/** A convolutional GAN learns images. */
public final class ImageExperiment implements Experiment<ImageSettings> {
  private final DataSet data;

  private ImageExperiment(DataSet data) {
    this.data = data;
  }

  /** The experiment on some images. */
  public static ImageExperiment on(DataSet data) {
    return new ImageExperiment(data);
  }

  @Override
  public String name() {
    return data.experiment();
  }

  @Override
  public String description() {
    return data.description();
  }

  @Override
  public Class<ImageSettings> settingsType() {
    return ImageSettings.class;
  }

  @Override
  public Options<ImageSettings> options() {
    return data.isPublished() ? new ImageOptions(data) : new FolderOptions();
  }

  @Override
  public Trial open(ImageSettings settings, Workbench workbench) throws IOException {
    settings.plan();
    Path folder = Path.of(Objects.requireNonNull(settings.folder(), "the folder of the images"));
    Optional<KeptResults> cache =
        settings.cached() ? Optional.of(KeptResults.ofUser(workbench.err())) : Optional.empty();
    Images images = data.read(folder, settings.imageShape(), cache, workbench.out());
    BadDataException.requireSize(folder, images.rowShape(), settings.imageShape());
    for (Provenance file : images.provenance()) {
      if (file.verified()) {
        workbench.out().println(file);
      } else {
        workbench.err().println("gan: warning: " + file);
      }
    }
    return ImageTrial.of(settings.withClasses(images.classes()), images, workbench);
  }

  @Override
  public Drawn sample(ImageSettings settings, SampleRequest request) throws IOException {
    return GanTrial.sample(settings.gan(), settings.imageShape(), request);
  }

  @Override
  public TrainedGan restore(ImageSettings settings, Backend backend, Path weights) {
    return GanTrial.restore(settings.gan(), backend, weights);
  }
}
