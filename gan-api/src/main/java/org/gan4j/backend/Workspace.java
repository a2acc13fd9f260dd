package org.gan4j.backend;

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

  /** Replaces a variable's value, row-major. */
  void write(Variable variable, float[] value);

  /** Releases all memory, native memory included, at once. Called once. */
  @Override
  void close();
}
