package org.gan4j.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gan4j.report.History.Features;
import org.gan4j.report.History.Frame;
import org.gan4j.report.History.Losses;
import org.gan4j.report.History.Metrics;

/** Small histories to draw. */
final class SampleHistory {
  private SampleHistory() {}

  /** Of a run with this many iterations, each with a frame. */
  static History of(int iterations) {
    return new History(
        IntStream.range(0, iterations).mapToObj(i -> new Losses(i, 1.4 - 0.1 * i, 0.7)).toList(),
        IntStream.range(0, iterations).mapToObj(SampleHistory::frame).toList(),
        IntStream.range(0, iterations)
            .mapToObj(i -> new Metrics(i, Map.of("withinBand", 0.1 * i)))
            .toList());
  }

  private static Frame frame(int iteration) {
    Features features = new Features(cloud(1), cloud(2 + iteration));
    return new Frame(iteration, cloud(3), cloud(4 + iteration), features, features, features);
  }

  private static Cloud cloud(double at) {
    return new Cloud(
        List.of(new Cloud.Point(at, at), new Cloud.Point(at + 1, 2 * at), new Cloud.Point(0, 1)));
  }
}
