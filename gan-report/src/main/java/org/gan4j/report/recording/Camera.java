package org.gan4j.report.recording;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gan4j.report.picture.Picture;
import org.gan4j.train.Iteration;

/**
 * Takes the pictures of a frame. It is only called in the iterations of frames.
 *
 * <pre>{@code
 * Camera.of(
 *     Album.of("samples", "Samples from the same noise"),
 *     iteration -> ImageGrid.of(shape, iteration.view(GanView.class).generate(100, 0), 10))
 * }</pre>
 */
public interface Camera {

  /** The kinds of pictures that it takes. */
  List<Album> albums();

  /** Before the steps of the iteration. */
  default void started(Iteration iteration) {}

  /** Whether {@link #stepEnded} is wanted; not by default, since joined steps are faster. */
  default boolean watchesSteps() {
    return false;
  }

  /** When a step has run for the last time in the iteration. */
  default void stepEnded(Iteration iteration, String step) {}

  /** The pictures, at most one for each album, after the steps of the iteration. */
  Map<Album, Picture> take(Iteration iteration);

  /** A camera for one kind of pictures. */
  static Camera of(Album album, Function<Iteration, Picture> picture) {
    return new Camera() {
      @Override
      public List<Album> albums() {
        return List.of(album);
      }

      @Override
      public Map<Album, Picture> take(Iteration iteration) {
        return Map.of(album, picture.apply(iteration));
      }
    };
  }

  /** This camera and another one, album after album. */
  default Camera and(Camera other) {
    Camera one = this;
    return new Camera() {
      @Override
      public List<Album> albums() {
        return Stream.of(one, other).flatMap(c -> c.albums().stream()).toList();
      }

      @Override
      public void started(Iteration iteration) {
        one.started(iteration);
        other.started(iteration);
      }

      @Override
      public boolean watchesSteps() {
        return one.watchesSteps() || other.watchesSteps();
      }

      @Override
      public void stepEnded(Iteration iteration, String step) {
        one.stepEnded(iteration, step);
        other.stepEnded(iteration, step);
      }

      @Override
      public Map<Album, Picture> take(Iteration iteration) {
        Map<Album, Picture> pictures = new LinkedHashMap<>(one.take(iteration));
        pictures.putAll(other.take(iteration));
        return pictures;
      }
    };
  }
}
