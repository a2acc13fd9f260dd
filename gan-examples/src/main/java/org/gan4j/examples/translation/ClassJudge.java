package org.gan4j.examples.translation;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;

import java.util.function.IntUnaryOperator;
import org.gan4j.backend.Backend;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Images;
import org.gan4j.nn.Network;

/** Says which class a translated image has: a classifier of real images of the same domain. */
public final class ClassJudge implements AutoCloseable {
  private static final int STEPS = 1_500;

  private final Classifier classifier;

  private ClassJudge(Classifier classifier) {
    this.classifier = classifier;
  }

  /** Trains on real images for 1,500 steps. */
  public static ClassJudge of(Backend backend, Images real) {
    return of(backend, real, Classifier.Plan.of(STEPS));
  }

  static ClassJudge of(Backend backend, Images real, Classifier.Plan plan) {
    return new ClassJudge(Classifier.train(backend, network(real.classes()), real, plan));
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
  int[] classes(float[][] images) {
    float[][] probabilities = classifier.probabilities(images);
    int[] classes = new int[images.length];
    for (int i = 0; i < classes.length; i++) {
      for (int k = 1; k < probabilities[i].length; k++) {
        classes[i] = probabilities[i][k] > probabilities[i][classes[i]] ? k : classes[i];
      }
    }
    return classes;
  }

  /** The share of images whose likeliest class is the label at the same place. */
  public double accuracy(float[][] images, Images labelled) {
    return shareOfEqual(classes(images), labelled::label);
  }

  /** The share of images whose likeliest class is that of another image at the same place. */
  public double agreement(float[][] images, float[][] others) {
    int[] wanted = classes(others);
    return shareOfEqual(classes(images), i -> wanted[i]);
  }

  private static double shareOfEqual(int[] classes, IntUnaryOperator wanted) {
    int equal = 0;
    for (int i = 0; i < classes.length; i++) {
      equal += classes[i] == wanted.applyAsInt(i) ? 1 : 0;
    }
    return equal / (double) classes.length;
  }

  @Override
  public void close() {
    classifier.close();
  }
}
