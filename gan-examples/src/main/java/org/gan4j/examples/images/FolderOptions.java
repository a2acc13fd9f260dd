package org.gan4j.examples.images;

import picocli.CommandLine.Option;

/** The options of a user's own images. */
final class FolderOptions extends ImageOptions {
  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "32",
      description = "Bring the images to 32 or 64 pixels a side. Default: ${DEFAULT-VALUE}")
  private int size = 32;

  FolderOptions() {
    super(DataSet.FOLDER);
  }

  @Override
  int size() {
    return size;
  }
}
