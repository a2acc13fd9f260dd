package org.gan4j.report.recording;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.report.picture.Mark;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Scatter;
import org.gan4j.tensor.Shape;

/** Small recordings to draw. */
public final class SampleRecording {
  /** Points. */
  public static final Album POINTS = Album.of("samples", "Samples");

  /** The same, large and joined, without an animation. */
  public static final Album MOVES =
      Album.of("moves", "Moves").withPictures("moves/step_").withoutAnimation();

  /** Images. */
  public static final Album IMAGES = Album.of("images", "Images");

  private static final Shape GREY = Shape.of(1, 2, 1);

  private SampleRecording() {}

  /** Of a run with this many iterations, each with a frame of all albums; it has three losses. */
  public static Recording of(int iterations) {
    return new Recording(
        List.of(POINTS, MOVES, IMAGES),
        LossCurves.of(
            List.of("critic", "painter", "cycle"),
            IntStream.range(0, iterations)
                .mapToObj(i -> new LossCurves.Losses(i, List.of(1.4 - 0.1 * i, 0.7, 3.0)))
                .toList()),
        IntStream.range(0, iterations).mapToObj(SampleRecording::frame).toList(),
        IntStream.range(0, iterations)
            .mapToObj(i -> new Recording.Metrics(i, Map.of("withinBand", 0.1 * i)))
            .toList());
  }

  /** The frame of one iteration. */
  public static Frame frame(int iteration) {
    Cloud real = cloud(3);
    Cloud generated = cloud(4 + iteration);
    Scatter points =
        Scatter.of(
            "Samples",
            new Scatter.Layer("real", Mark.REAL, real),
            new Scatter.Layer("generated", Mark.GENERATED, generated));
    Scatter moves =
        points.withMoves(
            new Scatter.Move(Mark.GENERATED, real.points().get(0), generated.points().get(0)));
    return new Frame(
        iteration, Map.<Album, Picture>of(POINTS, points, MOVES, moves, IMAGES, grid()));
  }

  /** Two images of two pixels. */
  public static ImageGrid grid() {
    return ImageGrid.of(GREY, new float[][] {{-1, 1}, {0, 5}}, 2);
  }

  private static Cloud cloud(double at) {
    return new Cloud(
        List.of(new Cloud.Point(at, at), new Cloud.Point(at + 1, 2 * at), new Cloud.Point(0, 1)));
  }
}
