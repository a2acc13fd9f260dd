package org.gan4j.examples.digits;

import org.gan4j.examples.run.Options;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of an experiment on digits. */
final class DigitOptions implements Options<DigitSettings> {
  private final DigitSettings usual;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of MNIST's files (gan fetch mnist brings them).")
  private String data = "";

  @Option(
      names = "--channels",
      paramLabel = "N",
      description = "Channels of the first layers; the deeper ones have more.")
  private @Nullable Integer channels;

  @Option(names = "--batch", paramLabel = "N", description = "Images in a batch.")
  private @Nullable Integer batch;

  DigitOptions(DigitSettings usual) {
    this.usual = usual;
  }

  @Override
  public DigitSettings settings(@Nullable Integer iterations, long seed) {
    return new DigitSettings(
        data,
        Options.or(channels, usual.channels()),
        Options.or(batch, usual.batchSize()),
        Options.or(iterations, usual.iterations()),
        seed);
  }
}
