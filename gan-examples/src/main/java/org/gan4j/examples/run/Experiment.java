package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.backend.Backend;
import org.gan4j.gan.TrainedGan;

/**
 * Something that {@code gan train NAME} trains. An experiment is a package of its own, which knows
 * gan4j's modules and this package, and no other experiment; a line in {@code Main} makes it known.
 *
 * @param <S> its settings
 */
public interface Experiment<S extends Settings> {

  /** What {@code gan train} calls it, and what {@code run.json} stores to find it again. */
  String name();

  /** A sentence for {@code gan list} and {@code --help}. */
  String description();

  /** The record that {@code run.json} is read into. */
  Class<S> settingsType();

  /** New options, for one command line. */
  Options<S> options();

  /**
   * Reads the data, and makes networks and scheme of the settings. Nothing is written yet, and
   * nothing that takes long is done.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   * @throws IOException if the data cannot be read
   */
  Trial open(S settings, Workbench workbench) throws IOException;

  /**
   * Draws samples from what a run stored, for {@code gan sample}; by default there are none to
   * draw.
   *
   * @throws IllegalArgumentException if there is nothing to draw as asked for
   * @throws IOException if the weights cannot be read
   */
  default Drawn sample(S settings, SampleRequest request) throws IOException {
    throw new IllegalArgumentException(
        "the experiment %s has no samples to draw: its pictures are in the run folder"
            .formatted(name()));
  }

  /**
   * The trained GAN of a run, for {@code gan export}; by default there is none to export.
   *
   * @param weights the file of {@link StoredRun#weights()}
   * @throws IllegalArgumentException if a run of this experiment is no GAN
   * @throws IOException if the weights cannot be read
   */
  default TrainedGan restore(S settings, Backend backend, Path weights) throws IOException {
    throw new IllegalArgumentException(
        "runs of the experiment %s cannot be exported: they are not one generator and one discriminator"
            .formatted(name()));
  }
}
