package org.gan4j.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.check.Check;
import org.gan4j.data.Rows;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.RandomInput;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Trained networks at use on any number of rows: in chunks of at most 256, the last one padded to
 * one of a few sizes, so that there are few programs however many numbers are asked for. Several
 * threads may use it at once.
 *
 * <pre>{@code
 * Inference generator = Inference.of(session, "generator", network, Shape.of(2));
 * float[][] samples = generator.apply(noise);
 * }</pre>
 *
 * <p>Random inputs (noise within a network) are drawn for each row by its number, so that a row
 * does not depend on how many there are.
 */
public final class Inference {
  private static final int LARGEST = 256;
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private final Session session;
  private final IntFunction<Step> tracer;
  private final Map<Integer, Compiled> bySize = new ConcurrentHashMap<>();

  private record Compiled(Step step, Executable executable) {}

  /** Writes the inputs of some rows. */
  @FunctionalInterface
  public interface Feeding {
    /** Writes them. */
    void fill(Chunk chunk);
  }

  /**
   * The rows under way: {@code count} rows from {@code first} on, and the arrays of their inputs.
   */
  public static final class Chunk {
    private final int first;
    private final int count;
    private final int size;
    private final Map<String, float[]> arrays;

    private Chunk(int first, int count, int size, Map<String, float[]> arrays) {
      this.first = first;
      this.count = count;
      this.size = size;
      this.arrays = arrays;
    }

    /** The number of the first row. */
    public int first() {
      return first;
    }

    /** How many rows are to be written. */
    public int count() {
      return count;
    }

    /** Whether there is such an input: a network need not read all that it could. */
    public boolean has(String input) {
      return arrays.containsKey(Check.given("input", input));
    }

    /**
     * The array of an input, row-major, of at least {@link #count} rows; all 0 before.
     *
     * @throws IllegalArgumentException if there is no such input
     */
    public float[] array(String input) {
      return Inference.array(arrays, input);
    }

    /**
     * Copies this chunk's share of all rows to an input.
     *
     * @throws IllegalArgumentException if a row has not as many values as the input
     */
    public void copy(float[][] all, String input) {
      float[] into = array(input);
      int width = into.length / size;
      for (int i = 0; i < count; i++) {
        float[] row = all[first + i];
        if (row.length != width) {
          throw new IllegalArgumentException(
              "row %s has %s values; the input \"%s\" has %s"
                  .formatted(first + i, row.length, input, width));
        }
        System.arraycopy(row, 0, into, i * width, width);
      }
    }
  }

  /**
   * Anything that is computed row by row.
   *
   * @param tracer traces the step for a number of rows, which is the first axis of its inputs and
   *     outputs
   */
  public Inference(Session session, IntFunction<Step> tracer) {
    this.session = Check.given("session", session);
    this.tracer = Check.given("tracer", tracer);
  }

  /**
   * A network of one input.
   *
   * @param name of the model whose variables the session has
   * @param rowShape the shape of one row of the input
   */
  public static Inference of(Session session, String name, Network network, Shape rowShape) {
    Check.given("name", name);
    Check.given("network", network);
    Check.given("rowShape", rowShape);
    return new Inference(
        session,
        rows -> {
          Step.Builder step = Step.named("inference");
          ModelTrace model = step.model(name, network, Mode.INFERENCE);
          Tensor input = Tensor.input(INPUT, rowShape.prepend(rows));
          return step.output(OUTPUT, model.apply(input).output()).build();
        });
  }

  /**
   * What the network of {@link #of} makes of each row.
   *
   * @throws IllegalArgumentException if a row has not as many values as the input
   */
  public float[][] apply(float[][] rows) {
    float[][] results = new float[rows.length][];
    run(rows.length, 0, chunk -> chunk.copy(rows, INPUT), Map.of(OUTPUT, results));
    return results;
  }

  /**
   * Computes some rows.
   *
   * @param count how many, at least 0
   * @param seed of random inputs
   * @param results for each wanted output by name an array of {@code count} rows to be set
   */
  public void run(int count, long seed, Feeding feeding, Map<String, float[][]> results) {
    run(0, count, seed, feeding, results);
  }

  /**
   * Computes some of more rows, as they would be if all of them were computed; to the bit, if the
   * first one is a multiple of 256 (elsewhere an engine may round a row by its neighbours).
   *
   * @param first the number of the first row, at least 0
   * @param count how many, at least 0
   * @param seed of random inputs
   * @param results for each wanted output by name an array of {@code count} rows to be set
   * @throws IllegalArgumentException if these are no rows of at most 2,147,483,647
   */
  public void run(
      int first, int count, long seed, Feeding feeding, Map<String, float[][]> results) {
    if (first < 0 || count < 0 || count > Integer.MAX_VALUE - first) {
      throw new IllegalArgumentException(
          "there are no %s rows from row %s on".formatted(count, first));
    }
    for (int done = 0; done < count; done += Math.min(LARGEST, count - done)) {
      runChunk(first + done, Math.min(LARGEST, count - done), seed, feeding, done, results);
    }
  }

  private void runChunk(
      int first, int count, long seed, Feeding feeding, int place, Map<String, float[][]> results) {
    int size = padded(count);
    Compiled compiled = bySize.computeIfAbsent(size, this::compile);
    Map<String, float[]> arrays = new LinkedHashMap<>();
    for (Input input : compiled.step.program().inputs()) {
      arrays.put(input.name(), new float[input.shape().elementCount()]);
    }
    for (RandomInput random : compiled.step.randomInputs()) {
      draw(random, size, first, seed, array(arrays, random.input().name()));
    }
    feeding.fill(new Chunk(first, count, size, arrays));
    Map<String, float[]> outputs = compiled.executable.run(arrays);
    results.forEach(
        (name, rows) -> {
          float[] values = array(outputs, name);
          float[][] split = Rows.split(values, values.length / size);
          System.arraycopy(split, 0, rows, place, count);
        });
  }

  private static float[] array(Map<String, float[]> arrays, String name) {
    float[] array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "there is no \"%s\" here, only %s".formatted(name, arrays.keySet()));
    }
    return array;
  }

  /** Row by row, if the rows of the input are those of the batch. */
  private static void draw(RandomInput random, int size, int first, long seed, float[] into) {
    RandomStream stream = RandomStream.of(seed, random.input().name());
    Shape shape = random.input().shape();
    if (shape.rank() == 0 || shape.size(0) != size) {
      random.distribution().fill(into, stream);
      return;
    }
    float[] row = new float[into.length / size];
    for (int i = 0; i < size; i++) {
      random.distribution().fill(row, stream.at(first + i));
      System.arraycopy(row, 0, into, i * row.length, row.length);
    }
  }

  /** The smallest power of 4 that holds so many rows. */
  private static int padded(int count) {
    int size = 1;
    while (size < count) {
      size *= 4;
    }
    return size;
  }

  private Compiled compile(int size) {
    Step step = tracer.apply(size);
    return new Compiled(step, session.compile(step.program()));
  }
}
