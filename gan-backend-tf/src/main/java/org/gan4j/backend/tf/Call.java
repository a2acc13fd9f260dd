package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_Tensor;

/** A run of a part of a graph, with all arguments laid out once. */
final class Call implements AutoCloseable {
  private final Status status = new Status();
  private final TF_Session session;
  private final int feedCount;
  private final TF_Output feeds;
  private final PointerPointer<TF_Tensor> fed;
  private final int fetchCount;
  private final TF_Output fetches;
  private final PointerPointer<TF_Tensor> fetched;
  private final int targetCount;
  private final PointerPointer<TF_Operation> targets;

  /**
   * Prepares a run.
   *
   * @param inputs what is fed to which operation, with its content at the time of the run
   * @param outputs the operations whose results are read
   * @param targets the operations that are run, whose results are not
   */
  Call(
      Graph graph,
      Map<TF_Operation, HostTensor> inputs,
      List<TF_Operation> outputs,
      List<TF_Operation> targets) {
    this.session = graph.session();
    this.feedCount = inputs.size();
    this.feeds = OperationBuilder.outputs(List.copyOf(inputs.keySet()));
    this.fed = new PointerPointer<>(feedCount);
    int position = 0;
    for (HostTensor tensor : inputs.values()) {
      fed.put(position++, tensor.handle);
    }
    this.fetchCount = outputs.size();
    this.fetches = OperationBuilder.outputs(outputs);
    this.fetched = new PointerPointer<>(fetchCount);
    this.targetCount = targets.size();
    this.targets = new PointerPointer<>(targetCount);
    for (int i = 0; i < targetCount; i++) {
      this.targets.put(i, targets.get(i));
    }
  }

  /**
   * Runs it.
   *
   * @param results one array per output, to be filled; those that are null are passed over: they
   *     are not among the outputs
   */
  void run(float[] @Nullable ... results) {
    start();
    int position = 0;
    for (float[] result : results) {
      if (result != null) {
        try (HostTensor tensor = fetched(position++)) {
          tensor.read(result);
        }
      }
    }
  }

  private void start() {
    if (fetchCount == 0 && targetCount == 0) {
      return;
    }
    TF_SessionRun(
        session,
        null,
        feeds,
        fed,
        feedCount,
        fetches,
        fetched,
        fetchCount,
        targets,
        targetCount,
        null,
        status.handle);
    status.check("a run");
  }

  private HostTensor fetched(int position) {
    return new HostTensor(fetched.get(TF_Tensor.class, position));
  }

  @Override
  public void close() {
    feeds.close();
    fed.close();
    fetches.close();
    fetched.close();
    targets.close();
    status.close();
  }
}
