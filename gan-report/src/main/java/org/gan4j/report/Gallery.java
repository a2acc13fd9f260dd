package org.gan4j.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All pictures of a run's frames. They can be drawn one by one as the frames come, with the axes
 * known by then; those whose axes are other ones at the end, when all frames are known, are drawn
 * again.
 *
 * @param <F> a frame
 */
final class Gallery<F> {
  private final Path folder;
  private final List<Album<F>> albums;

  /** Something to draw or to write. */
  interface Work {
    void run() throws IOException;
  }

  Gallery(Path folder, List<Album<F>> albums) {
    this.folder = folder;
    this.albums = List.copyOf(albums);
  }

  /** Where the pictures are. */
  Path folder() {
    return folder;
  }

  /**
   * Has the newest frame drawn in the background.
   *
   * @param frames all so far
   */
  void add(List<F> frames, Background background) {
    List<F> known = List.copyOf(frames);
    for (Album<F> album : albums) {
      background.add(() -> attempt(album, known));
    }
  }

  private static <F> void attempt(Album<F> album, List<F> known) {
    try {
      Optional<Bounds> axes = album.axes(known);
      if (axes.isPresent()) {
        album.draw(known.get(known.size() - 1), axes.get());
      }
    } catch (IOException | RuntimeException | Error e) {
      // The picture is missing, so finish() draws it again, whose caller can be told why it fails.
    }
  }

  /**
   * Draws on all cores what is missing or has other axes than those of all frames, and then writes
   * the animations.
   *
   * @param besides what is done at the same time
   * @throws IOException if something cannot be written
   */
  void finish(List<F> frames, List<Work> besides) throws IOException {
    List<Work> missing = new ArrayList<>(besides);
    for (Album<F> album : albums) {
      Optional<Bounds> axes = album.axes(frames);
      for (F frame : axes.isEmpty() ? List.<F>of() : frames) {
        if (!album.has(frame, axes.get())) {
          missing.add(() -> album.draw(frame, axes.get()));
        }
      }
    }
    try {
      missing.parallelStream().forEach(Gallery::run);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Album<F> album : albums) {
      album.animate(frames);
    }
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
