package org.gan4j.report.recording;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gan4j.report.picture.AnimatedGif;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.GifFrame;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Png;
import org.jspecify.annotations.Nullable;

/**
 * All pictures of a run's frames. They can be drawn one by one as the frames come, with the axes
 * known by then; those whose axes are other ones at the end, when all frames are known, are drawn
 * again.
 */
public final class Gallery {
  private final Path folder;
  private final List<Shelf> shelves;

  /** Something to draw or to write. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** The pictures of these albums, in a folder. */
  public Gallery(Path folder, List<Album> albums) {
    this.folder = folder;
    this.shelves = albums.stream().map(album -> new Shelf(folder, album)).toList();
  }

  /** Where the pictures are. */
  public Path folder() {
    return folder;
  }

  /** The axes that an album's pictures of these frames have together; none of no pictures. */
  public static Optional<Bounds> axes(Album album, List<Frame> frames) {
    List<Picture> pictures =
        frames.stream().map(f -> f.pictures().get(album)).filter(Objects::nonNull).toList();
    if (pictures.isEmpty()) {
      return Optional.empty();
    }
    List<Cloud> framing = pictures.stream().flatMap(p -> p.framing().stream()).toList();
    double outliers = pictures.stream().mapToDouble(Picture::outliers).max().orElse(0);
    return Optional.of(Bounds.around(framing, outliers).rounded());
  }

  /**
   * Has the newest frame drawn in the background.
   *
   * @param frames all so far
   */
  void add(List<Frame> frames, Background background) {
    List<Frame> known = List.copyOf(frames);
    for (Shelf shelf : shelves) {
      background.add(() -> attempt(shelf, known));
    }
  }

  /** Has the pictures of frames that are kept no more removed, after what was to be drawn. */
  void remove(List<Frame> gone, Background background) {
    if (!gone.isEmpty()) {
      background.add(() -> shelves.forEach(shelf -> gone.forEach(shelf::remove)));
    }
  }

  private static void attempt(Shelf shelf, List<Frame> known) {
    try {
      Optional<Bounds> axes = axes(shelf.album, known);
      if (axes.isPresent()) {
        shelf.draw(known.get(known.size() - 1), axes.get());
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
  public void finish(List<Frame> frames, List<Work> besides) throws IOException {
    List<Work> missing = new ArrayList<>(besides);
    for (Shelf shelf : shelves) {
      Optional<Bounds> axes = axes(shelf.album, frames);
      for (Frame frame : axes.isEmpty() ? List.<Frame>of() : frames) {
        if (!shelf.has(frame, axes.get())) {
          missing.add(() -> shelf.draw(frame, axes.get()));
        }
      }
    }
    try {
      missing.parallelStream().forEach(Gallery::run);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Shelf shelf : shelves) {
      shelf.animate(frames);
    }
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pictures of one album that are drawn. */
  private static final class Shelf {
    private final Path folder;
    private final Album album;
    private final Map<Integer, Drawn> drawn = new ConcurrentHashMap<>();

    private record Drawn(Bounds axes, @Nullable GifFrame frame) {}

    Shelf(Path folder, Album album) {
      this.folder = folder;
      this.album = album;
    }

    boolean has(Frame frame, Bounds with) {
      Drawn picture = drawn.get(frame.iteration());
      return !frame.pictures().containsKey(album) || (picture != null && picture.axes.equals(with));
    }

    void draw(Frame frame, Bounds with) throws IOException {
      Picture picture = frame.pictures().get(album);
      if (picture == null) {
        return;
      }
      BufferedImage image = picture.draw(with);
      Path file = file(frame);
      Files.createDirectories(file.resolveSibling(""));
      Png.write(file, image);
      GifFrame gif = album.animation() == null ? null : GifFrame.of(picture.animated(image));
      drawn.put(frame.iteration(), new Drawn(with, gif));
    }

    void remove(Frame frame) {
      drawn.remove(frame.iteration());
      try {
        Files.deleteIfExists(file(frame));
      } catch (IOException e) {
        // A picture too many harms nobody.
      }
    }

    private Path file(Frame frame) {
      return folder.resolve(album.pictures() + frame.iteration() + ".png");
    }

    /** Writes the animation, if there is one, of frames that are all drawn or none. */
    void animate(List<Frame> frames) throws IOException {
      String animation = album.animation();
      if (animation != null && !drawn.isEmpty()) {
        AnimatedGif.write(
            folder.resolve(animation),
            frames.stream()
                .map(frame -> drawn.get(frame.iteration()))
                .filter(Objects::nonNull)
                .map(picture -> Objects.requireNonNull(picture.frame))
                .toList());
      }
    }
  }
}
