package org.gan4j.report.gan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.GanView;
import org.gan4j.gan.Observation;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.Mark;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Scatter;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.train.Iteration;
import org.jspecify.annotations.Nullable;

/**
 * Takes a GAN that learns points in the plane: real and generated samples, and the discriminator's
 * features of both (if it has a part of that name) before and after each player's steps, as clouds
 * and as their centroids.
 */
public final class PointsCamera implements Camera {
  private static final Album SAMPLES = Album.of("samples", "Samples");
  private static final Album CENTROIDS =
      features("Feature centroids, generator's steps", "feature_transform_centroid_")
          .withAnimation("centroids.gif");
  private static final Album FEATURES =
      features("Features, generator's steps", "feature_transform_").withAnimation("features.gif");
  private static final Album DISCRIMINATOR_CENTROIDS =
      features(
          "Feature centroids, discriminator's steps", "discriminator_feature_transform_centroid_");
  private static final Album DISCRIMINATOR_FEATURES =
      features("Features, discriminator's steps", "discriminator_feature_transform_");

  /** Features of an untrained discriminator may lie far from all later ones. */
  private static final double OUTLIERS = 0.05;

  private @Nullable Features start;
  private @Nullable Features middle;

  /** The discriminator's features at one moment. */
  private record Features(Cloud real, Cloud generated) {
    static @Nullable Features of(Observation observation) {
      return observation.hasFeatures()
          ? new Features(
              Cloud.of(observation.realFeatures()), Cloud.of(observation.generatedFeatures()))
          : null;
    }

    Features centroids() {
      return new Features(centroid(real), centroid(generated));
    }

    private static Cloud centroid(Cloud cloud) {
      return new Cloud(List.of(cloud.centroid()));
    }

    List<Cloud> clouds() {
      return List.of(real, generated);
    }
  }

  private static Album features(String title, String prefix) {
    return Album.of("features", title).withPictures("features/" + prefix).withoutAnimation();
  }

  @Override
  public List<Album> albums() {
    return List.of(SAMPLES, CENTROIDS, FEATURES, DISCRIMINATOR_CENTROIDS, DISCRIMINATOR_FEATURES);
  }

  @Override
  public void started(Iteration iteration) {
    start = Features.of(iteration.view(GanView.class).observe());
  }

  @Override
  public boolean watchesSteps() {
    return true;
  }

  @Override
  public void stepEnded(Iteration iteration, String step) {
    if (step.equals(GanScheme.DISCRIMINATOR)) {
      middle = Features.of(iteration.view(GanView.class).observe());
    }
  }

  @Override
  public Map<Album, Picture> take(Iteration iteration) {
    Observation observed = iteration.view(GanView.class).observe();
    int number = iteration.number();
    Map<Album, Picture> pictures = new LinkedHashMap<>();
    pictures.put(
        SAMPLES,
        samples(
            String.format(Locale.ROOT, "Samples at iteration %,d", number),
            Cloud.of(observed.realSamples()),
            Cloud.of(observed.generatedSamples())));
    Features before = start;
    Features between = middle;
    Features after = Features.of(observed);
    if (before != null && between != null && after != null) {
      addFeatures(pictures, number, before, between, after);
    }
    return pictures;
  }

  /** Real and generated samples, with axes around the real ones: the others may be anywhere. */
  public static Scatter samples(String title, Cloud real, Cloud generated) {
    return Scatter.of(
            title,
            new Scatter.Layer("real", Mark.REAL, real),
            new Scatter.Layer("generated", Mark.GENERATED, generated))
        .withFraming(List.of(real), 0);
  }

  private static void addFeatures(
      Map<Album, Picture> pictures, int number, Features start, Features middle, Features end) {
    List<Cloud> clouds = new ArrayList<>();
    List<Cloud> centroids = new ArrayList<>();
    for (Features features : List.of(start, middle, end)) {
      clouds.addAll(features.clouds());
      centroids.addAll(features.centroids().clouds());
    }
    pictures.put(FEATURES, clouds("generator", number, middle, end).withFraming(clouds, OUTLIERS));
    pictures.put(
        CENTROIDS, centroids("generator", number, middle, end).withFraming(centroids, OUTLIERS));
    pictures.put(
        DISCRIMINATOR_FEATURES,
        clouds("discriminator", number, start, middle).withFraming(clouds, OUTLIERS));
    pictures.put(
        DISCRIMINATOR_CENTROIDS,
        centroids("discriminator", number, start, middle).withFraming(centroids, OUTLIERS));
  }

  private static Scatter clouds(String player, int number, Features before, Features after) {
    return scatter("Features", player, number, before, after);
  }

  /** Each centroid before is joined with its after. */
  private static Scatter centroids(String player, int number, Features before, Features after) {
    Features from = before.centroids();
    Features to = after.centroids();
    return scatter("Feature centroids", player, number, from, to)
        .withMoves(
            move(Mark.REAL, from.real, to.real),
            move(Mark.GENERATED, from.generated, to.generated));
  }

  private static Scatter scatter(
      String what, String player, int number, Features before, Features after) {
    return Scatter.of(
            String.format(
                Locale.ROOT, "%s around the %s's steps of iteration %,d", what, player, number),
            new Scatter.Layer("real before", Mark.REAL_BEFORE, before.real),
            new Scatter.Layer("generated before", Mark.GENERATED_BEFORE, before.generated),
            new Scatter.Layer("real after", Mark.REAL, after.real),
            new Scatter.Layer("generated after", Mark.GENERATED, after.generated))
        .withAxes("feature 1", "feature 2");
  }

  private static Scatter.Move move(Mark mark, Cloud from, Cloud to) {
    return new Scatter.Move(mark, from.centroid(), to.centroid());
  }
}
