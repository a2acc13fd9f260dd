package org.gan4j.gan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gan4j.data.Samples;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.TrainingListener;

/**
 * Trains GANs on a backend. Get one from Guice with {@link org.gan4j.GanModule}, or make an {@link
 * AlternatingTrainer}.
 */
public interface Trainer {

  /**
   * Trains from new weights, as the plan says, until its iterations are done, a listener stops, or
   * the thread is interrupted; the interrupt stays set.
   *
   * @return the trained network, which holds the backend's memory until it is closed
   * @throws org.gan4j.tensor.ShapeException if the networks do not fit each other or the data
   * @throws org.gan4j.train.TrainingDivergedException if a loss or a parameter is no longer finite
   * @throws org.gan4j.train.BadBatchException if that is because the data are not
   */
  TrainedGan train(Gan gan, Samples data, TrainingPlan plan, TrainingListener... listeners);

  /**
   * Goes on from a checkpoint of an interrupted or finished training until the plan's iterations
   * are done. On the same backend and machine the result is the same to the bit as if the training
   * had never been interrupted.
   *
   * @param checkpoint such as {@link org.gan4j.train.Checkpoints#newest} finds
   * @throws IllegalArgumentException if it is of another training: another seed, other data,
   *     networks, losses or optimizers. Where that is meant, use {@link
   *     Checkpoint#forChangedTraining()}
   * @throws UnsupportedOperationException if this trainer cannot, as by default
   */
  default TrainedGan resume(
      Gan gan,
      Samples data,
      TrainingPlan plan,
      Checkpoint checkpoint,
      TrainingListener... listeners) {
    throw new UnsupportedOperationException(getClass() + " cannot resume a training");
  }

  /**
   * Trains from stored weights, with other data or another plan: fine-tuning. What the weights
   * lack, such as the slots of another optimizer, starts as in a new training.
   *
   * @param weights such as {@link TrainedGan#weights()} or {@link Checkpoint#weights()}
   * @throws IllegalArgumentException if they are not those of this GAN
   * @throws UnsupportedOperationException if this trainer cannot, as by default
   */
  default TrainedGan trainFrom(
      Map<Variable, float[]> weights,
      Gan gan,
      Samples data,
      TrainingPlan plan,
      TrainingListener... listeners) {
    throw new UnsupportedOperationException(getClass() + " cannot train from stored weights");
  }

  /**
   * Opens a GAN with stored weights.
   *
   * @param weights what {@link TrainedGan#generatorWeights()} gave, to draw samples; with the
   *     discriminator's also to judge
   * @throws IllegalArgumentException if the weights are not those of this GAN, or more than those
   */
  TrainedGan restore(Gan gan, Map<Variable, float[]> weights);

  /**
   * Opens what {@link TrainedGan#save} has stored, or a checkpoint, in the units of the data it was
   * trained on.
   *
   * @throws IOException if the file cannot be read or is no such file
   * @throws IllegalArgumentException if the weights are not those of this GAN
   */
  default TrainedGan restore(Gan gan, Path file) throws IOException {
    SafeTensors.Contents stored = SafeTensors.readAll(file);
    Gan inItsUnits =
        StoredNormalization.of(stored.metadata()).map(gan::withNormalization).orElse(gan);
    return restore(
        inItsUnits,
        Checkpoint.isOne(stored)
            ? TrainedGan.used(inItsUnits, stored.weights())
            : stored.weights());
  }
}
