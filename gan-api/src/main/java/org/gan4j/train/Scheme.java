package org.gan4j.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.gan4j.check.Check;
import org.gan4j.program.Output;
import org.gan4j.step.InitialValue;
import org.gan4j.step.Step;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * How a game is trained: what an iteration draws, and which steps it takes in which order. It is
 * written once and knows neither backend nor seed.
 *
 * <pre>{@code
 * Scheme wgan = Scheme.of(
 *     repeat(5, draw(real, noise), run(critic)),
 *     draw(noise),
 *     run(generator));
 * }</pre>
 *
 * <p>Its losses are the scalar outputs of its steps, by name.
 */
public final class Scheme {
  private final List<Action> actions;
  private final Map<Class<?>, Function<Training.Run, ?>> views;
  private final Map<String, String> notes;

  /** One thing that an iteration does. */
  public sealed interface Action {}

  /** Draws anew what feeds fill. */
  record Draw(List<Feed> feeds) implements Action {}

  /** Runs a step some times in a row on what was drawn last. */
  record Run(Step step, int times) implements Action {}

  /** Runs one step in iterations 0, interval, 2 * interval, ..., and another one in all others. */
  record Every(int interval, Step step, Step otherwise) implements Action {}

  private record Repeat(int times, List<Action> actions) implements Action {}

  private Scheme(
      List<Action> actions,
      Map<Class<?>, Function<Training.Run, ?>> views,
      Map<String, String> notes) {
    this.actions = actions;
    this.views = views;
    this.notes = notes;
  }

  /**
   * What an iteration does, in this order.
   *
   * @throws IllegalArgumentException if it runs no step, two steps share a name, or two feeds a
   *     purpose or an input
   */
  public static Scheme of(Action... actions) {
    List<Action> flat = new ArrayList<>();
    flatten(List.of(actions), flat);
    Scheme scheme = new Scheme(List.copyOf(flat), Map.of(), Map.of());
    if (scheme.steps().isEmpty()) {
      throw new IllegalArgumentException("a scheme runs at least one step");
    }
    requireUnique("steps", scheme.steps().stream().map(Step::name).toList());
    requireUnique("feeds of the purpose", scheme.feeds().stream().map(Feed::purpose).toList());
    requireUnique(
        "feeds of the input",
        scheme.feeds().stream().flatMap(f -> f.inputs().stream()).map(i -> i.name()).toList());
    return scheme;
  }

  private static void flatten(List<Action> actions, List<Action> flat) {
    for (Action action : actions) {
      if (action instanceof Repeat repeat) {
        for (int i = 0; i < repeat.times(); i++) {
          flatten(repeat.actions(), flat);
        }
      } else {
        flat.add(action);
      }
    }
  }

  private static void requireUnique(String what, List<String> names) {
    for (String name : names) {
      if (Collections.frequency(names, name) > 1) {
        throw new IllegalArgumentException(
            "a scheme has two different %s \"%s\": give one another name".formatted(what, name));
      }
    }
  }

  /** Draws anew what some feeds fill. What is not drawn keeps its values. */
  public static Action draw(Feed... feeds) {
    return new Draw(Check.allGiven("feeds", feeds));
  }

  /** Runs a step. */
  public static Action run(Step step) {
    return run(step, 1);
  }

  /** Runs a step some times in a row on the same inputs, at least once. */
  public static Action run(Step step, int times) {
    requirePositive("runs of a step", times);
    return new Run(step, times);
  }

  /** Does some actions in turn some times, at least once. */
  public static Action repeat(int times, Action... actions) {
    requirePositive("repetitions", times);
    return new Repeat(times, List.of(actions));
  }

  /**
   * Runs one step in the iterations that are multiples of the interval, and another one in all
   * others: lazy regularization, Karras et al. 2020.
   */
  public static Action every(int interval, Step step, Step otherwise) {
    requirePositive("iterations from one to the next", interval);
    return new Every(interval, step, otherwise);
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a scheme needs a number of " + what + " of at least 1, not " + value);
    }
  }

  /**
   * The same, with something that listeners can ask for by its type: {@link Iteration#view}.
   *
   * @param view makes it when training starts
   */
  public <T> Scheme withView(Class<T> type, Function<Training.Run, T> view) {
    Map<Class<?>, Function<Training.Run, ?>> more = new LinkedHashMap<>(views);
    more.put(type, view);
    return new Scheme(actions, more, notes);
  }

  /**
   * The same, with what each {@link Checkpoint} notes besides the variables: what a program needs
   * to use them, such as the units of the data.
   */
  public Scheme withNotes(Map<String, String> newNotes) {
    return new Scheme(actions, views, Map.copyOf(newNotes));
  }

  Map<String, String> notes() {
    return notes;
  }

  /** Draws and runs, in the order of an iteration. */
  List<Action> actions() {
    return actions;
  }

  /** Draws and runs as text, by which a scheme is known again. */
  List<String> order() {
    return actions.stream().map(Scheme::text).toList();
  }

  private static String text(Action action) {
    if (action instanceof Draw draw) {
      return "draw " + draw.feeds().stream().map(Feed::purpose).toList();
    }
    if (action instanceof Run run) {
      return "run " + run.times() + " " + run.step().name();
    }
    if (action instanceof Every every) {
      return "every %d %s else %s"
          .formatted(every.interval(), every.step().name(), every.otherwise().name());
    }
    throw new IllegalStateException("actions are flat: " + action);
  }

  Map<Class<?>, Function<Training.Run, ?>> views() {
    return views;
  }

  /** All steps, each once, in the order of their first run. */
  public List<Step> steps() {
    Set<Step> steps = new LinkedHashSet<>();
    for (Action action : actions) {
      if (action instanceof Run run) {
        steps.add(run.step());
      } else if (action instanceof Every every) {
        steps.add(every.step());
        steps.add(every.otherwise());
      }
    }
    return List.copyOf(steps);
  }

  /** All feeds, each once, in the order of their first draw. */
  public List<Feed> feeds() {
    Set<Feed> feeds = new LinkedHashSet<>();
    for (Action action : actions) {
      if (action instanceof Draw draw) {
        feeds.addAll(draw.feeds());
      }
    }
    return List.copyOf(feeds);
  }

  /** The names of all losses, in the order of their steps. */
  public List<String> losses() {
    return steps().stream()
        .flatMap(step -> step.program().outputs().stream())
        .filter(output -> output.value().shape().rank() == 0)
        .map(Output::name)
        .distinct()
        .toList();
  }

  /** How many steps an iteration takes. */
  public int stepsPerIteration() {
    return actions.stream()
        .mapToInt(a -> a instanceof Run run ? run.times() : a instanceof Every ? 1 : 0)
        .sum();
  }

  /**
   * All steps of an iteration as one: none if something is drawn between them, or would have to be
   * drawn anew when a step is repeated.
   */
  @Nullable Step joinedSteps() {
    boolean repeats = stepsPerIteration() > steps().size();
    if (repeats && steps().stream().anyMatch(step -> !step.randomInputs().isEmpty())) {
      return null;
    }
    Step joined = null;
    for (Action action : actions) {
      if (action instanceof Every || (action instanceof Draw && joined != null)) {
        return null;
      }
      if (action instanceof Run run) {
        Step steps = run.step().repeated(run.times());
        joined = joined == null ? steps : joined.then(steps);
      }
    }
    return joined;
  }

  /** The first values of all variables of all steps, as drawn from a seed. */
  public Map<Variable, float[]> initialValues(long seed) {
    Map<Variable, float[]> values = new LinkedHashMap<>();
    for (Step step : steps()) {
      for (InitialValue value : step.initialValues()) {
        values.computeIfAbsent(value.variable(), variable -> value.drawn(seed));
      }
    }
    return values;
  }
}
