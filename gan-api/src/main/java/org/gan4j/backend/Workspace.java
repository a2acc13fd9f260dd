package org.gan4j.backend;

import java.util.Map;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;

/**
 * A set of variables living in a backend, and the programs compiled against them. What {@link
 * Session} guarantees to an implementation is said at {@link Backend}.
 */
public interface Workspace extends AutoCloseable {

  /** Compiles a program over this workspace's variables. */
  CompiledProgram compile(Program program);

  /** Copies a variable's value, row-major, into an array of its element count. */
  void read(Variable variable, float[] into);

  /**
   * Copies the values of several variables. By default one after another; a backend for which a
   * call costs much reads all of them in one.
   */
  default void read(Map<Variable, float[]> into) {
    into.forEach(this::read);
  }

  /** Replaces a variable's value, row-major. */
  void write(Variable variable, float[] value);

  /** Releases all memory, native memory included, at once. Called once. */
  @Override
  void close();
}
