package org.gan4j.examples.digits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.gan4j.backend.Backend;
import org.gan4j.data.Images;
import org.gan4j.data.Mnist;
import org.gan4j.examples.run.BadDataException;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.Experiment;
import org.gan4j.examples.run.GanTrial;
import org.gan4j.examples.run.Options;
import org.gan4j.examples.run.SampleRequest;
import org.gan4j.examples.run.Trial;
import org.gan4j.examples.run.Workbench;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** An experiment on handwritten digits: all but what is particular to its game. */
public final class DigitExperiment implements Experiment<DigitSettings> {
  /** The shape of an image of MNIST. */
  public static final Shape IMAGES = Shape.of(28, 28, 1);

  private final String name;
  private final String description;
  private final DigitSettings usual;
  private final Opening opening;
  private final @Nullable Function<DigitSettings, Gan> gan;

  /** Makes a trial of an experiment's settings and data. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the images do not fit
     */
    Trial open(DigitSettings settings, Digits digits, Workbench workbench);
  }

  /**
   * An experiment.
   *
   * @param usual the settings where an option is not given; folder and seed are always given
   */
  public static DigitExperiment of(
      String name, String description, DigitSettings usual, Opening opening) {
    return new DigitExperiment(name, description, usual, opening, null);
  }

  private DigitExperiment(
      String name,
      String description,
      DigitSettings usual,
      Opening opening,
      @Nullable Function<DigitSettings, Gan> gan) {
    this.name = name;
    this.description = description;
    this.usual = usual;
    this.opening = opening;
    this.gan = gan;
  }

  /** The same, whose runs leave a GAN of images, to draw samples from and to export. */
  public DigitExperiment withGan(Function<DigitSettings, Gan> newGan) {
    return new DigitExperiment(name, description, usual, opening, newGan);
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
  public Class<DigitSettings> settingsType() {
    return DigitSettings.class;
  }

  @Override
  public Options<DigitSettings> options() {
    return new DigitOptions(usual);
  }

  @Override
  public Trial open(DigitSettings settings, Workbench workbench) throws IOException {
    Path folder = Path.of(settings.folder());
    Images images = Mnist.read(folder);
    BadDataException.requireSize(folder, images.rowShape(), IMAGES);
    if (images.size() < Digits.FEWEST) {
      throw new BadDataException(
          "%s has %d images; this experiment needs at least %d, of which it holds a fifth back"
              .formatted(folder, images.size(), Digits.FEWEST));
    }
    images.provenance().forEach(file -> workbench.out().println(file));
    return opening.open(settings, Digits.of(images), workbench);
  }

  @Override
  public Drawn sample(DigitSettings settings, SampleRequest request) throws IOException {
    return gan == null
        ? Experiment.super.sample(settings, request)
        : GanTrial.sample(gan.apply(settings), IMAGES, request);
  }

  @Override
  public TrainedGan restore(DigitSettings settings, Backend backend, Path weights)
      throws IOException {
    return gan == null
        ? Experiment.super.restore(settings, backend, weights)
        : GanTrial.restore(gan.apply(settings), backend, weights);
  }
}
