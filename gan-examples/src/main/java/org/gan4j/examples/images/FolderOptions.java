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

  @Option(
      names = "--no-cache",
      description =
          "Decode all files, and keep no copy of the decoded images in the cache folder"
              + " (gan4j in $XDG_CACHE_HOME, by default ~/.cache).")
  private boolean uncached;

  FolderOptions() {
    super(DataSet.FOLDER);
  }

  @Override
  int size() {
    return size;
  }

  @Override
  boolean isCached() {
    return !uncached;
  }
}
