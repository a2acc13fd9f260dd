package org.gan4j.backend.jvm.loop;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.tensor.Tensor;
import org.objectweb.asm.MethodVisitor;

/**
 * Generates, as a hidden class, the loop of a group of elementwise operations: each operand is
 * loaded once, all values stay in registers, each result is stored at the end.
 *
 * <p>Loops of equal text are one class, whatever their arrays and sizes, so that the JIT compiles
 * the update of all parameters once.
 */
public final class LoopGenerator {
  static final String ARRAYS = "([[FIII)V";

  private static final int ARRAYS_LOCAL = 1;
  private static final int OUTER_LOCAL = 2;
  private static final int STRIDE_LOCAL = 3;
  private static final int ROW_LOCAL = 5;
  private static final int COLUMN_LOCAL = 6;
  private static final int BASE_LOCAL = 7;
  private static final int FIRST_FREE_LOCAL = 8;

  private final Kernels kernels;
  private final List<Access> reads;
  private final List<Tensor> writes;
  private final MethodVisitor code;
  private final ElementCode element;

  private LoopGenerator(FusedGroup group, Kernels kernels, MethodVisitor code) {
    this.kernels = kernels;
    this.reads = group.reads();
    this.writes = group.writes();
    this.code = code;
    this.element = new ElementCode(group, code, kernels.instructions(), FIRST_FREE_LOCAL);
  }

  /** The loop of a group; its arrays are those of the group's reads, then of its writes. */
  public static FusedLoop generate(FusedGroup group, Kernels kernels) {
    String key = kernels.instructions().name() + "\n" + group.text();
    return KnownLoops.of(
        key,
        () ->
            GeneratedClass.define(
                generated ->
                    generated.method(
                        ACC_PUBLIC,
                        "run",
                        ARRAYS,
                        code -> new LoopGenerator(group, kernels, code).loop())));
  }

  private void loop() {
    List<Object> arrays = new ArrayList<>(reads);
    arrays.addAll(writes.stream().map(Result::new).toList());
    for (int i = 0; i < arrays.size(); i++) {
      code.visitVarInsn(ALOAD, ARRAYS_LOCAL);
      code.visitLdcInsn(i);
      code.visitInsn(AALOAD);
      code.visitVarInsn(ASTORE, element.local(new Array(arrays.get(i))));
    }
    element.constants();
    for (Access read : reads) {
      if (read.mode() == Access.Mode.SINGLE) {
        broadcastElement(read, () -> code.visitInsn(ICONST_0));
      }
    }
    count(ROW_LOCAL, OUTER_LOCAL, 1, this::row);
  }

  private record Array(Object key) {}

  private record Result(Tensor tensor) {}

  private void row() {
    code.visitVarInsn(ILOAD, ROW_LOCAL);
    code.visitVarInsn(ILOAD, STRIDE_LOCAL);
    code.visitInsn(IMUL);
    code.visitVarInsn(ISTORE, BASE_LOCAL);
    for (Access read : reads) {
      if (read.mode() == Access.Mode.PER_ROW) {
        broadcastElement(read, () -> code.visitVarInsn(ILOAD, ROW_LOCAL));
      }
    }
    count(COLUMN_LOCAL, STRIDE_LOCAL, kernels.lanes(), this::element);
  }

  private void count(int counter, int limit, int step, Runnable body) {
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, counter);
    ElementCode.loop(
        code,
        counter,
        () -> code.visitVarInsn(ILOAD, limit),
        body,
        () -> code.visitIincInsn(counter, step));
  }

  private void element() {
    for (Access read : reads) {
      if (read.mode() == Access.Mode.FULL || read.mode() == Access.Mode.PER_COLUMN) {
        code.visitVarInsn(ALOAD, element.local(new Array(read)));
        position(read.mode() == Access.Mode.FULL);
        element.call("load");
        element.storeValue(read);
      }
    }
    element.compute();
    for (Tensor result : writes) {
      element.loadResult(result);
      code.visitVarInsn(ALOAD, element.local(new Array(new Result(result))));
      position(true);
      element.call("store");
    }
  }

  private void position(boolean withRow) {
    code.visitVarInsn(ILOAD, COLUMN_LOCAL);
    if (withRow) {
      code.visitVarInsn(ILOAD, BASE_LOCAL);
      code.visitInsn(IADD);
    }
  }

  private void broadcastElement(Access read, Runnable index) {
    code.visitVarInsn(ALOAD, element.local(new Array(read)));
    index.run();
    code.visitInsn(FALOAD);
    element.call("broadcast");
    element.storeValue(read);
  }
}
