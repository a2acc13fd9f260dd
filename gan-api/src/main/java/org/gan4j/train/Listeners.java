package org.gan4j.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** All listeners of a training: whoever was told of the start is told of the end. */
final class Listeners {
  private final List<TrainingListener> all;
  private int started;

  Listeners(List<TrainingListener> all) {
    this.all = List.copyOf(all);
  }

  void start(Training training) {
    for (TrainingListener listener : all) {
      listener.trainingStarted(training);
      started++;
    }
  }

  void startIteration(Iteration iteration) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).iterationStarted(iteration);
    }
  }

  boolean watchSteps(int iteration) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).watchesSteps(iteration)) {
        return true;
      }
    }
    return false;
  }

  void endStep(Iteration iteration, String step) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).watchesSteps(iteration.number())) {
        all.get(i).stepEnded(iteration, step);
      }
    }
  }

  void endIteration(Iteration iteration) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).iterationEnded(iteration);
    }
  }

  void closeIteration(Iteration iteration) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).iterationClosed(iteration);
    }
  }

  /** What those who go on where they were remember, by their names. */
  Map<String, RememberingListener.Memory> memories() {
    Map<String, RememberingListener.Memory> memories = new LinkedHashMap<>();
    for (TrainingListener listener : all) {
      if (listener instanceof RememberingListener remembering
          && memories.put(remembering.memoryName(), remembering.remember()) != null) {
        throw new IllegalArgumentException(
            "two listeners remember under the name \"%s\": give them different ones"
                .formatted(remembering.memoryName()));
      }
    }
    return memories;
  }

  /** Has them take up what they remembered. */
  void recall(Checkpoint checkpoint) {
    for (TrainingListener listener : all) {
      if (listener instanceof RememberingListener remembering) {
        RememberingListener.Memory memory = checkpoint.memory(remembering.memoryName());
        if (memory != null) {
          try {
            remembering.recall(memory.bytes());
          } catch (IOException e) {
            throw new UncheckedIOException(
                "the checkpoint's memory of " + remembering.memoryName() + " cannot be read", e);
          }
        }
      }
    }
  }

  /** Tells everyone, whatever some of them throw, which is returned. */
  List<Throwable> end(TrainingSummary summary) {
    List<Throwable> failures = new ArrayList<>();
    for (TrainingListener listener : all) {
      try {
        listener.trainingEnded(summary);
      } catch (Throwable failure) {
        warn(listener, failure);
        failures.add(failure);
      }
    }
    return failures;
  }

  /** Tells whoever was started, whatever some of them throw, which the failure carries along. */
  void fail(Throwable failure) {
    for (TrainingListener listener : all.subList(0, started)) {
      try {
        listener.trainingFailed(failure);
      } catch (Throwable another) {
        if (another != failure) {
          failure.addSuppressed(another);
        }
      }
    }
  }

  /** The logger is made when it is needed: without a provider, SLF4J writes to the terminal. */
  private static void warn(TrainingListener listener, Throwable failure) {
    LoggerFactory.getLogger(Listeners.class)
        .warn("the training is done, but the listener {} failed at its end", listener, failure);
  }
}
