package org.gan4j.nn;

import org.gan4j.tensor.Tensor;

/**
 * A function from a traced input to a traced output: a layer, or layers composed. It is applied
 * while a program is traced and keeps nothing itself; parameters, running statistics and random
 * masks come from the {@link Scope}, under this network's path.
 *
 * <p>A layer of one's own is a lambda; it runs and differentiates on every backend:
 *
 * <pre>{@code
 * Network scale = (x, scope) ->
 *     x.times(scope.parameter("scale", Shape.of(x.shape().size(-1)), Initializer.constant(1)));
 * }</pre>
 */
@FunctionalInterface
public interface Network {

  /**
   * Traces this network.
   *
   * @param input a batch: the first axis counts samples
   * @throws org.gan4j.tensor.ShapeException if the input does not fit, naming this network's path
   */
  Tensor apply(Tensor input, Scope scope);

  /** What this is called in paths, numbered within its parent: {@code dense} in {@code dense1}. */
  default String kind() {
    return "layer";
  }

  /** This network under a name of the user's, by which its output can be asked for. */
  default Network named(String name) {
    return new Named(name, this);
  }
}
