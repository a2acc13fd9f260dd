package org.gan4j.backend.jvm.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.gan4j.program.Program;

/**
 * Proves of each compiled program that its arrays, which are shared, used again and updated in
 * place, hold the right values: it goes through the tasks in their order and notes which value each
 * array holds. Every read must find the value that it means, and so must the end of a run.
 *
 * <p>A task makes its values of nothing but what it reads. If all reads are right, then so are all
 * values, whatever the compiler did to come to these tasks. What a run starts with is no more than
 * the variables and what runs do not write; the second pass starts with exactly that, and so does
 * every later run. Two passes therefore stand for any number of runs.
 */
final class DataFlow {
  private final Program program;
  private final IdentityHashMap<float[], Object> held = new IdentityHashMap<>();

  private DataFlow(Program program) {
    this.program = program;
  }

  /**
   * Follows the values of a program.
   *
   * @param variables the variables before a run
   * @param given what other arrays hold before the first task: inputs and constants
   * @param once the tasks of a call
   * @param repeated the tasks of each run
   * @param results the variables and outputs after a run
   * @throws IllegalStateException if a read would find another value
   */
  static void check(
      Program program,
      List<Place> variables,
      List<Place> given,
      List<Task> once,
      List<Task> repeated,
      List<Place> results) {
    DataFlow flow = new DataFlow(program);
    variables.forEach(flow::write);
    given.forEach(flow::write);
    once.forEach(flow::follow);
    for (int run = 0; run < 2; run++) {
      repeated.forEach(flow::follow);
      results.forEach(flow::read);
      repeated.stream()
          .flatMap(task -> task.writes().stream())
          .forEach(written -> flow.held.remove(written.array));
      variables.forEach(flow::write);
    }
  }

  private void follow(Task task) {
    Set<float[]> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Place place : task.reads()) {
      read(place);
      if (!place.elementwise) {
        needed.add(place.array);
      }
    }
    for (Place written : task.writes()) {
      if (!needed.add(written.array)) {
        throw defect("a kernel would write %s over what it works on".formatted(written.value));
      }
      write(written);
    }
  }

  private void read(Place place) {
    Object found = held.get(place.array);
    if (!place.value.equals(found)) {
      throw defect(
          "a kernel would read %s where there is %s"
              .formatted(place.value, found == null ? "nothing of this run" : found));
    }
  }

  private void write(Place place) {
    held.put(place.array, place.value);
  }

  private IllegalStateException defect(String what) {
    return new IllegalStateException(
        "program %s: %s\n  fix: none but in gan-backend-jvm; please report it with this program:\n%s"
            .formatted(program.name(), what, program));
  }
}
