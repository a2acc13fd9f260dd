package org.gan4j.examples.digits;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;

import org.gan4j.backend.Backend;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Classes;
import org.gan4j.data.Images;
import org.gan4j.nn.Network;
import org.jspecify.annotations.Nullable;

/**
 * Says which class a made image has: a classifier of real images, which is trained when it is asked
 * for the first time.
 */
public final class ClassJudge implements AutoCloseable {
  private static final int MOST_STEPS = 1_500;

  private final Backend backend;
  private final Images real;
  private final Classifier.Plan plan;
  private @Nullable Classifier classifier;

  private ClassJudge(Backend backend, Images real, Classifier.Plan plan) {
    this.backend = backend;
    this.real = real;
    this.plan = plan;
  }

  /** A judge that trains on real images: a step for each of them, but at most 1,500. */
  public static ClassJudge of(Backend backend, Images real) {
    return of(backend, real, Classifier.Plan.of(Math.min(MOST_STEPS, real.size())));
  }

  static ClassJudge of(Backend backend, Images real, Classifier.Plan plan) {
    return new ClassJudge(backend, real, plan);
  }

  private static Network network(int classes) {
    return sequential(
        conv2d(16, 5).withStride(2),
        relu(),
        conv2d(32, 5).withStride(2),
        relu(),
        flatten(),
        dropout(0.3),
        dense(64),
        relu(),
        dropout(0.3),
        dense(classes));
  }

  /** The likeliest class of each image. */
  public int[] classes(float[][] images) {
    if (classifier == null) {
      classifier = Classifier.train(backend, network(real.classes()), real, plan);
    }
    return Classes.likeliest(classifier.probabilities(images));
  }

  /** The share of images whose likeliest class is the label at the same place. */
  public double accuracy(float[][] images, Images labelled) {
    return shareOfEqual(classes(images), labelled.labels());
  }

  /** The share of images whose likeliest class is that of another image at the same place. */
  public double agreement(float[][] images, float[][] others) {
    return shareOfEqual(classes(images), classes(others));
  }

  private static double shareOfEqual(int[] classes, int[] wanted) {
    int equal = 0;
    for (int i = 0; i < classes.length; i++) {
      equal += classes[i] == wanted[i] ? 1 : 0;
    }
    return equal / (double) classes.length;
  }

  @Override
  public void close() {
    if (classifier != null) {
      classifier.close();
    }
  }
}
