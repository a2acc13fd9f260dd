package org.gan4j.examples.cyclegan;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Initializer;
import org.gan4j.random.RandomStream;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Generated images of the past, which a discriminator sees among new ones so that it does not
 * forget them; Shrivastava et al. 2017. The first images fill the pool. Each later one either
 * passes or takes the place of a random image of the pool, which comes out instead, with equal
 * chance.
 *
 * <p>The pool lives in variables of the step that uses it: whatever keeps the variables of a
 * training keeps its pools.
 *
 * @param name the first part of the variables' names
 * @param capacity how many images it holds, at least 1
 */
record ImagePool(String name, int capacity) {

  /**
   * @throws IllegalArgumentException if the capacity is below 1
   */
  ImagePool {
    if (capacity < 1) {
      throw new IllegalArgumentException("a pool holds at least 1 image, not " + capacity);
    }
  }

  /**
   * Puts images in, one after another, and takes one out for each.
   *
   * @param images {@code [batch, ...]}
   * @return what comes out, in the same shape; no gradient flows through it
   */
  Tensor exchange(Step.Builder step, Tensor images) {
    int batch = images.shape().size(0);
    int size = images.shape().elementCount() / batch;
    Tensor rows = images.stopGradient().reshape(batch, size);
    Tensor stored =
        step.variable(name + "/images", Shape.of(capacity, size), Initializer.constant(0));
    Tensor count = step.variable(name + "/count", Shape.SCALAR, Initializer.constant(0));
    Tensor places = step.variable(name + "/places", Shape.of(capacity, 1), ImagePool::number);
    Tensor draws = step.random(name + "/draws", Shape.of(batch, 2), Distribution.UNIFORM);

    Tensor pool = stored;
    Tensor held = count;
    List<Tensor> out = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      Tensor image = rows.slice(0, i, i + 1);
      Tensor swaps = drawn(draws, i, 0).isAtLeast(0.5);
      Tensor full = held.isAtLeast(capacity);
      Tensor place = Tensor.select(full, drawn(draws, i, 1).times(capacity), held);
      Tensor chosen = place.isAtLeast(places).times(places.plus(1).isAbove(place));
      Tensor old = pool.where(chosen.broadcastTo(pool.shape())).sum(0);
      out.add(Tensor.select(full.times(swaps), old, image));
      Tensor fillsOrSwaps = Tensor.select(full, swaps, Tensor.scalar(1));
      pool = Tensor.select(chosen.times(fillsOrSwaps), image, pool);
      held = held.plus(1).min(capacity);
    }
    step.update(stored, pool).update(count, held);
    return Tensor.concat(0, out).reshape(images.shape());
  }

  private static Tensor drawn(Tensor draws, int row, int column) {
    return draws.slice(0, row, row + 1).slice(1, column, column + 1).reshape(Shape.SCALAR);
  }

  /** A program has no constant that counts, so the numbers of the places are a variable. */
  private static void number(float[] values, Shape shape, RandomStream stream) {
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
  }
}
