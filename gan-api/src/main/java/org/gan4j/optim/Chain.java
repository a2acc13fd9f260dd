package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/**
 * Pieces of an optimizer, one after another. A chain is an optimizer, which subtracts what its last
 * piece gives from the parameters, and may itself be a piece of another chain. The slots of the
 * i-th piece, from 0, have {@code chain<i>} in their names, so that pieces do not share slots.
 *
 * @param pieces the first gets the gradients, each other one the updates of the one before it
 */
public record Chain(List<GradientTransformation> pieces)
    implements GradientTransformation, Optimizer {

  /** See {@link Optimizers#chain}. */
  public Chain {
    Check.given("the pieces of a chain", pieces);
    for (int i = 0; i < pieces.size(); i++) {
      Check.given("piece " + i + " of a chain", pieces.get(i));
    }
    pieces = List.copyOf(pieces);
  }

  @Override
  public List<Tensor> transform(List<Tensor> parameters, List<Tensor> updates, Slots slots) {
    Requirements.requireOneForEach(parameters, "gradients", updates);
    List<Tensor> transformed = updates;
    for (int i = 0; i < pieces.size(); i++) {
      transformed = pieces.get(i).transform(parameters, transformed, slots.within("chain" + i));
      Requirements.requireOneForEach(parameters, "updates of a chain's piece " + i, transformed);
    }
    return transformed;
  }

  @Override
  public List<Tensor> update(List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    List<Tensor> updates = transform(parameters, gradients, slots);
    List<Tensor> moved = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      moved.add(parameters.get(i).minus(updates.get(i)));
    }
    return moved;
  }
}
