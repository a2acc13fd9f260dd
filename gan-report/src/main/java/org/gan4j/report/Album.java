package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one kind, one of each frame, all with the same axes at the end.
 *
 * @param <F> a frame
 */
final class Album<F> {
  private final Path folder;
  private final String name;
  private final ToIntFunction<F> iteration;
  private final Function<List<F>, Optional<Bounds>> axes;
  private final Drawing<F> drawing;
  private final @Nullable Animation animation;
  private final Map<Integer, Drawn> drawn = new ConcurrentHashMap<>();

  /** Draws a frame. */
  interface Drawing<F> {
    BufferedImage draw(F frame, Bounds axes);
  }

  private record Animation(Path path, UnaryOperator<BufferedImage> size) {}

  private record Drawn(Bounds axes, @Nullable GifFrame frame) {}

  private Album(
      Path folder,
      String name,
      ToIntFunction<F> iteration,
      Function<List<F>, Optional<Bounds>> axes,
      Drawing<F> drawing,
      @Nullable Animation animation) {
    this.folder = folder;
    this.name = name;
    this.iteration = iteration;
    this.axes = axes;
    this.drawing = drawing;
    this.animation = animation;
  }

  /**
   * An album without an animation.
   *
   * @param folder of the pictures, which is made when there is one
   * @param name what the files' names have before the number of the iteration
   * @param axes of all frames together; none if there is nothing to draw
   */
  static <F> Album<F> of(
      Path folder,
      String name,
      ToIntFunction<F> iteration,
      Function<List<F>, Optional<Bounds>> axes,
      Drawing<F> drawing) {
    return new Album<>(folder, name, iteration, axes, drawing, null);
  }

  /** The same with an animation of pictures brought to another size. */
  Album<F> animated(Path path, UnaryOperator<BufferedImage> size) {
    return new Album<>(folder, name, iteration, axes, drawing, new Animation(path, size));
  }

  /** The axes that these frames have together. */
  Optional<Bounds> axes(List<F> frames) {
    return axes.apply(frames);
  }

  boolean has(F frame, Bounds with) {
    Drawn picture = drawn.get(iteration.applyAsInt(frame));
    return picture != null && picture.axes.equals(with);
  }

  /** Draws a frame and writes its file. */
  void draw(F frame, Bounds with) throws IOException {
    BufferedImage picture = drawing.draw(frame, with);
    int number = iteration.applyAsInt(frame);
    Png.write(Files.createDirectories(folder).resolve(name + number + ".png"), picture);
    GifFrame gif = animation == null ? null : GifFrame.of(animation.size.apply(picture));
    drawn.put(number, new Drawn(with, gif));
  }

  /** Writes the animation, if there is one, of frames that are all drawn or none. */
  void animate(List<F> frames) throws IOException {
    if (animation != null && !drawn.isEmpty()) {
      AnimatedGif.write(
          animation.path,
          frames.stream()
              .map(frame -> Objects.requireNonNull(drawn.get(iteration.applyAsInt(frame))))
              .map(picture -> Objects.requireNonNull(picture.frame))
              .toList());
    }
  }
}
