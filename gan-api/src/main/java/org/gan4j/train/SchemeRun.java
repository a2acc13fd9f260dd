package org.gan4j.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.data.NonFinite;
import org.gan4j.random.RandomStream;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** A scheme over a session's variables: its arrays and compiled steps, ready for any iteration. */
final class SchemeRun implements Training.Run {
  private final Session session;
  private final long seed;
  private final List<String> lossNames;
  private final float[] losses;
  private final Map<String, float[]> inputs = new LinkedHashMap<>();
  private final Map<Feed, Drawing> drawings = new LinkedHashMap<>();
  private final Map<Step, Running> runnings = new LinkedHashMap<>();
  private final List<Draw> firstDraws = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final @Nullable Running joined;
  private long moment;

  SchemeRun(Scheme scheme, Session session, long seed) {
    this.session = session;
    this.seed = seed;
    this.lossNames = scheme.losses();
    this.losses = new float[lossNames.size()];
    scheme.feeds().forEach(feed -> drawings.put(feed, new Drawing(feed)));
    scheme.steps().forEach(step -> runnings.put(step, new Running(step)));
    scheme.actions().forEach(this::plan);
    boolean joins = scheme.stepsPerIteration() <= session.backend().mostStepsJoined();
    Step all = joins ? scheme.joinedSteps() : null;
    this.joined = all == null ? null : new Running(all);
    if (joined != null) {
      joined.runsPerIteration = 1;
    }
  }

  /** A feed's arrays and stream, and how often an iteration draws it. */
  private final class Drawing {
    final Feed feed;
    final float[][] arrays;
    private final Feed.Filling filling;
    private final RandomStream stream;
    int drawsPerIteration;

    Drawing(Feed feed) {
      this.feed = feed;
      this.filling = feed.filling();
      this.stream = RandomStream.of(seed, feed.purpose());
      this.arrays =
          feed.inputs().stream()
              .map(input -> new float[input.shape().elementCount()])
              .toArray(float[][]::new);
      for (int i = 0; i < arrays.length; i++) {
        inputs.put(feed.inputs().get(i).name(), arrays[i]);
      }
    }

    void fill(long draw) {
      filling.fill(arrays, stream.at(draw));
    }

    void checkFinite(int iteration) {
      for (int i = 0; i < arrays.length; i++) {
        Input input = feed.inputs().get(i);
        Shape shape = input.shape();
        NonFinite.firstIn(arrays[i], shape.rank() == 0 ? shape : shape.withoutFirst())
            .ifPresent(
                found -> {
                  throw new BadBatchException(iteration, input.name(), found);
                });
      }
    }
  }

  /** The draw of a feed that is the {@code index}-th in its iteration. */
  private record Draw(Drawing drawing, int index) {
    void perform(int iteration) {
      drawing.fill((long) iteration * drawing.drawsPerIteration + index);
    }
  }

  /** A step's arrays, which losses it gives, and how often an iteration runs it. */
  private final class Running {
    private final BoundStep bound;
    private final int[] lossOfOutput;
    int runsPerIteration;

    Running(Step step) {
      this.bound = new BoundStep(session, step, inputs, seed);
      this.lossOfOutput = bound.outputNames().stream().mapToInt(lossNames::indexOf).toArray();
    }

    void run(int iteration, int before, int times) {
      bound.run((long) iteration * runsPerIteration + before, times);
      for (int i = 0; i < lossOfOutput.length; i++) {
        if (lossOfOutput[i] >= 0) {
          losses[lossOfOutput[i]] = bound.scalar(i);
        }
      }
    }
  }

  /** Runs of a step, after others of the same in its iteration; then what is drawn for the next. */
  final class Turn {
    private final int interval;
    private final Running running;
    private final Running otherwise;
    private final String name;
    private final int before;
    private final int times;
    private final List<Draw> drawsAfter = new ArrayList<>();
    private boolean last = true;

    private Turn(int interval, Step step, Step otherwise, int times) {
      this.interval = interval;
      this.running = known(runnings, step);
      this.otherwise = known(runnings, otherwise);
      this.name = otherwise.name();
      this.before = running.runsPerIteration;
      this.times = times;
      running.runsPerIteration += times;
      if (otherwise != step) {
        this.otherwise.runsPerIteration += times;
      }
    }

    void perform(int iteration) {
      (iteration % interval == 0 ? running : otherwise).run(iteration, before, times);
      moment++;
    }

    void drawForNext(int iteration) {
      SchemeRun.perform(drawsAfter, iteration);
    }

    /** The step's name, in the iterations in which it runs. */
    String name() {
      return name;
    }

    /** Whether the step runs no more in its iteration. */
    boolean isLast() {
      return last;
    }
  }

  private void plan(Scheme.Action action) {
    if (action instanceof Scheme.Draw draw) {
      List<Draw> draws = turns.isEmpty() ? firstDraws : turns.get(turns.size() - 1).drawsAfter;
      for (Feed feed : draw.feeds()) {
        Drawing drawing = known(drawings, feed);
        draws.add(new Draw(drawing, drawing.drawsPerIteration++));
      }
    } else if (action instanceof Scheme.Run run) {
      plan(new Turn(1, run.step(), run.step(), run.times()));
    } else if (action instanceof Scheme.Every every) {
      plan(new Turn(every.interval(), every.step(), every.otherwise(), 1));
    }
  }

  private void plan(Turn turn) {
    turns.stream().filter(t -> t.name.equals(turn.name)).forEach(t -> t.last = false);
    turns.add(turn);
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("not part of this scheme: " + key);
    }
    return value;
  }

  private static void perform(List<Draw> draws, int iteration) {
    for (int i = 0; i < draws.size(); i++) {
      draws.get(i).perform(iteration);
    }
  }

  /** Draws what the first step of an iteration reads. */
  void drawFirst(int iteration) {
    perform(firstDraws, iteration);
    moment++;
  }

  /** The turns of an iteration, in their order. */
  List<Turn> turns() {
    return turns;
  }

  /** Whether an iteration's steps can run as one. */
  boolean joins() {
    return joined != null;
  }

  /** Runs all steps of an iteration as one. */
  void runJoined(int iteration) {
    if (joined != null) {
      joined.run(iteration, 0, 1);
      moment++;
    }
  }

  /** The losses as they were computed last, in the order of their names. */
  float[] losses() {
    return losses;
  }

  /**
   * Looks whether an iteration's data are to blame for what is not finite: what was drawn last, and
   * then each of its draws again.
   *
   * @throws BadBatchException if they are
   */
  void checkInputs(int iteration) {
    drawings.values().forEach(drawing -> drawing.checkFinite(iteration));
    List<Draw> draws = new ArrayList<>(firstDraws);
    turns.forEach(turn -> draws.addAll(turn.drawsAfter));
    for (Draw draw : draws) {
      draw.perform(iteration);
      draw.drawing.checkFinite(iteration);
    }
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public Map<String, float[]> inputs() {
    return inputs;
  }

  @Override
  public long moment() {
    return moment;
  }
}
