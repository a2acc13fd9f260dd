package org.gan4j.train;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.tensor.Variable;

/** What training leaves: its variables, in the backend until this is closed. */
public final class Trained implements AutoCloseable {
  private final Session session;
  private final TrainingSummary summary;
  private final List<Throwable> listenerFailures;

  Trained(Session session, TrainingSummary summary, List<Throwable> listenerFailures) {
    this.session = session;
    this.summary = summary;
    this.listenerFailures = List.copyOf(listenerFailures);
  }

  /** The trained variables, for an {@link org.gan4j.step.Inference} or any other program. */
  public Session session() {
    return session;
  }

  /** What the training run was. */
  public TrainingSummary summary() {
    return summary;
  }

  /** What listeners threw when they were told of the end; they lose nothing of what is trained. */
  public List<Throwable> listenerFailures() {
    return listenerFailures;
  }

  /** A copy of every variable: parameters, running statistics, averages, optimizers' slots. */
  public Map<Variable, float[]> weights() {
    return session.readAll();
  }

  /** Releases the backend's memory. */
  @Override
  public void close() {
    session.close();
  }
}
