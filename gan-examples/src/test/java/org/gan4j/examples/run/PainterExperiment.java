package org.gan4j.examples.run;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.Noise;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Sgd;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Recorder;
import org.gan4j.step.Inference;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Feed;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The smallest experiment that is no GAN: a network learns to paint black pictures. */
final class PainterExperiment implements Experiment<PainterExperiment.Canvas> {
  private static final Shape IMAGE = Shape.of(4, 4, 1);
  private static final Network PAINTER = sequential(dense(16), reshape(4, 4, 1));

  record Canvas(double learningRate, int iterations, long seed) implements Settings {}

  static final class Brush implements Options<Canvas> {
    @Option(names = "--learning-rate")
    private double learningRate = 0.1;

    @Override
    public Canvas settings(@Nullable Integer iterations, long seed) {
      return new Canvas(learningRate, Options.or(iterations, 25), seed);
    }
  }

  /** What the pictures are made by. */
  record Paintings(Inference painter) {
    ImageGrid of(float from) {
      return ImageGrid.of(IMAGE, painter.apply(new float[][] {{from, 0}, {0, from}}), 2);
    }
  }

  @Override
  public String name() {
    return "painter";
  }

  @Override
  public String description() {
    return "A network learns to paint black pictures.";
  }

  @Override
  public Class<Canvas> settingsType() {
    return Canvas.class;
  }

  @Override
  public Options<Canvas> options() {
    return new Brush();
  }

  @Override
  public Trial open(Canvas settings, Workbench workbench) {
    return new Trial() {
      @Override
      public Canvas settings() {
        return settings;
      }

      @Override
      public Scheme scheme() {
        return PainterExperiment.scheme(settings);
      }

      @Override
      public Recorder recorder(Path folder) {
        Camera camera =
            Camera.of(
                    Album.of("paintings", "Paintings"),
                    iteration -> iteration.view(Paintings.class).of(1))
                .and(
                    Camera.of(
                        Album.of("opposites", "Opposites").withoutAnimation(),
                        iteration -> iteration.view(Paintings.class).of(-1)));
        return Recorder.of(folder, camera)
            .withFramesEvery(10)
            .withMetrics(
                10,
                iteration -> {
                  double loss = iteration.loss("black");
                  Map<String, Double> figures =
                      iteration.number() == 0 ? Map.of() : Map.of("blackness", -loss);
                  return () -> figures;
                });
      }

      @Override
      public Map<String, Double> measure(Iteration iteration) {
        return Map.of("blackness", -(double) iteration.loss("black"));
      }

      @Override
      public List<Exhibit> finish(Trained trained, RunFolder folder) {
        Paintings last = paintings(trained.session());
        return List.of(new Exhibit("last.png", "The last painting", last.of(1)));
      }
    };
  }

  private static Scheme scheme(Canvas settings) {
    Tensor code = Tensor.input("code", Shape.of(8, 2));
    Step.Builder step = Step.named("painting");
    ModelTrace painter = step.model("painter", PAINTER);
    Tensor images = painter.apply(code).output();
    Step built =
        step.minimize(
                "black", images.plus(1).square().mean(), Sgd.of(settings.learningRate()), painter)
            .output("brightness", images.mean())
            .build();
    Feed codes = Feed.of("code", Noise.gaussian(2), 8);
    return Scheme.of(draw(codes), run(built))
        .withView(Paintings.class, run -> paintings(run.session()));
  }

  private static Paintings paintings(Session session) {
    return new Paintings(Inference.of(session, "painter", PAINTER, Shape.of(2)));
  }
}
