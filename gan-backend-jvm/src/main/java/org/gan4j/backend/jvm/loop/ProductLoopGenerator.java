package org.gan4j.backend.jvm.loop;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.List;
import java.util.Objects;
import org.gan4j.backend.jvm.kernel.Instructions;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.tensor.Tensor;
import org.objectweb.asm.MethodVisitor;

/**
 * Generates the loop of a group of elementwise operations on a matrix product: the product's sums
 * are still in registers when the operations take them.
 *
 * <p>The product is made in tiles of a few rows and vectors, 8 sums at a time: with their operands
 * they fit into 16 registers. Each pass over the inner dimension takes two of its elements, with an
 * index each, since the JIT would load both at once from one index and run out of registers. All
 * strides are constants of the code, all steps numbers that the JIT does not know, since it would
 * unroll loops with constant ones, load the operands of all copies first and spill the sums.
 */
public final class ProductLoopGenerator {
  private static final int ARRAYS_LOCAL = 1;
  private static final int STRIDE_LOCAL = 3;
  private static final int LANES_LOCAL = 4;
  private static final int ROW_LOCAL = 5;

  private static final int SUMS = 8;
  private static final int MOST_ROWS = 4;

  /** Up to this inner dimension the left factor stays in registers. */
  private static final int OUTER = 2;

  private final FusedGroup group;
  private final Tensor product;
  private final RowsForm form;
  private final int lanes;
  private final Instructions instructions;
  private final int arrays;

  private ProductLoopGenerator(FusedGroup group, RowsForm form, Kernels kernels) {
    this.group = group;
    this.product = Objects.requireNonNull(group.product());
    this.form = form;
    this.lanes = kernels.lanes();
    this.instructions = kernels.instructions();
    this.arrays = 2 + group.reads().size() + group.writes().size();
  }

  /**
   * The loop of a group with a product; its arrays are the left and the right factor, those of the
   * group's reads, and of its writes.
   */
  public static FusedLoop generate(FusedGroup group, RowsForm form, Kernels kernels) {
    String key = kernels.instructions().name() + "\n" + form + "\n" + group.text();
    return KnownLoops.of(
        key, () -> GeneratedClass.define(new ProductLoopGenerator(group, form, kernels)::methods));
  }

  /** A method of the generated class for tiles of one size. */
  private record TileSize(int rows, int vectors) {
    String method() {
      return "tiles" + rows + "x" + vectors;
    }
  }

  private void methods(GeneratedClass generated) {
    int height = Math.min(MOST_ROWS, form.rows());
    int rest = form.rows() % height;
    generated.method(
        ACC_PUBLIC,
        "run",
        LoopGenerator.ARRAYS,
        code -> {
          code.visitInsn(ICONST_0);
          code.visitVarInsn(ISTORE, ROW_LOCAL);
          ElementCode.loop(
              code,
              ROW_LOCAL,
              () -> code.visitLdcInsn(form.rows() - rest),
              () -> callRow(code, height),
              () -> code.visitIincInsn(ROW_LOCAL, height));
          if (rest > 0) {
            callRow(code, rest);
          }
        });
    addRow(generated, height);
    if (rest > 0) {
      addRow(generated, rest);
    }
  }

  private TileSize mainTiles(int rows) {
    return new TileSize(rows, form.inner() <= OUTER ? 1 : SUMS / rows);
  }

  private int mainLength(int rows) {
    int width = mainTiles(rows).vectors() * lanes;
    return form.stride() / width * width;
  }

  private void callRow(MethodVisitor code, int rows) {
    int end = mainLength(rows);
    if (end > 0) {
      callTiles(code, mainTiles(rows), 0, end);
    }
    if (end < form.stride()) {
      callTiles(code, new TileSize(rows, 1), end, form.stride());
    }
  }

  private void callTiles(MethodVisitor code, TileSize size, int from, int to) {
    for (int i = 0; i < arrays; i++) {
      code.visitVarInsn(ALOAD, ARRAYS_LOCAL);
      code.visitLdcInsn(i);
      code.visitInsn(AALOAD);
    }
    code.visitVarInsn(ILOAD, ROW_LOCAL);
    code.visitLdcInsn(from);
    code.visitLdcInsn(to);
    code.visitVarInsn(ILOAD, STRIDE_LOCAL);
    code.visitVarInsn(ILOAD, LANES_LOCAL);
    code.visitMethodInsn(INVOKESTATIC, GeneratedClass.NAME, size.method(), tilesType(), false);
  }

  private void addRow(GeneratedClass generated, int rows) {
    TileSize main = mainTiles(rows);
    int end = mainLength(rows);
    if (end > 0) {
      addTiles(generated, main);
    }
    if (end < form.stride() && (main.vectors() > 1 || end == 0)) {
      addTiles(generated, new TileSize(rows, 1));
    }
  }

  private void addTiles(GeneratedClass generated, TileSize size) {
    generated.method(
        ACC_PRIVATE | ACC_STATIC,
        size.method(),
        tilesType(),
        code -> new Tiles(size, code).write());
  }

  private String tilesType() {
    return "(" + "[F".repeat(arrays) + "IIIII)V";
  }

  /** The method of tiles of one size: all of some rows. */
  private final class Tiles {
    private final int rows;
    private final int vectors;
    private final MethodVisitor code;
    private final ElementCode element;
    private final int rowLocal = arrays;
    private final int columnLocal = arrays + 1;
    private final int endLocal = arrays + 2;
    private final int strideLocal = arrays + 3;
    private final int lanesLocal = arrays + 4;

    Tiles(TileSize size, MethodVisitor code) {
      this.rows = size.rows();
      this.vectors = size.vectors();
      this.code = code;
      this.element = new ElementCode(group, code, instructions, arrays + 5);
    }

    private record Sum(int row, int vector) {}

    private record Row(Access read, int row) {}

    void write() {
      element.constants();
      List<Access> reads = group.reads();
      for (int i = 0; i < reads.size(); i++) {
        Access read = reads.get(i);
        if (read.mode() == Access.Mode.SINGLE) {
          broadcast(2 + i, () -> code.visitInsn(ICONST_0), read);
        } else if (read.mode() == Access.Mode.PER_ROW) {
          for (int row = 0; row < rows; row++) {
            int down = row;
            broadcast(2 + i, () -> sum(rowLocal, down), new Row(read, row));
          }
        }
      }
      // row: from here on the index of its first element in the left factor.
      int result = element.local("result");
      times(rowLocal, form.stride(), result);
      times(rowLocal, form.leftDown(), rowLocal);
      int columnStep = element.local("column step");
      times(lanesLocal, vectors, columnStep);
      times(strideLocal, 2, strideLocal);
      ElementCode.loop(
          code,
          columnLocal,
          () -> code.visitVarInsn(ILOAD, endLocal),
          this::tile,
          () -> add(columnLocal, columnStep));
    }

    private void tile() {
      if (form.inner() <= OUTER) {
        for (int k = 0; k < form.inner(); k++) {
          pass(k, rowLocal, columnLocal, k == 0);
        }
      } else {
        zeroSums();
        passes();
      }
      int at = element.local("at");
      code.visitVarInsn(ILOAD, columnLocal);
      code.visitVarInsn(ILOAD, element.local("result"));
      code.visitInsn(IADD);
      index();
      code.visitVarInsn(ISTORE, at);
      for (int row = 0; row < rows; row++) {
        for (int vector = 0; vector < vectors; vector++) {
          cell(row, vector, at);
        }
      }
    }

    private void zeroSums() {
      for (int row = 0; row < rows; row++) {
        for (int vector = 0; vector < vectors; vector++) {
          code.visitLdcInsn(0f);
          element.call("broadcast");
          element.storeValue(new Sum(row, vector));
        }
      }
    }

    private void passes() {
      int left = element.local("left");
      int right = element.local("right");
      int end = element.local("end");
      code.visitVarInsn(ILOAD, rowLocal);
      code.visitVarInsn(ISTORE, left);
      code.visitVarInsn(ILOAD, columnLocal);
      code.visitVarInsn(ISTORE, right);
      sum(columnLocal, form.inner() / 2 * 2 * form.stride());
      code.visitVarInsn(ISTORE, end);
      ElementCode.loop(
          code,
          right,
          () -> code.visitVarInsn(ILOAD, end),
          () -> {
            pass(0, left, right, false);
            pass(1, left, right, false);
            code.visitIincInsn(left, 2 * form.leftAcross());
          },
          () -> add(right, strideLocal));
      if (form.inner() % 2 != 0) {
        pass(0, left, right, false);
      }
    }

    /** Adds the products of one element of the inner dimension. */
    private void pass(int k, int left, int right, boolean first) {
      int a = element.local("a");
      int b = element.local("b");
      sum(left, k * form.leftAcross());
      index();
      code.visitVarInsn(ISTORE, a);
      sum(right, k * form.stride());
      index();
      code.visitVarInsn(ISTORE, b);
      for (int vector = 0; vector < vectors; vector++) {
        load(1, b, vector * lanes, "right" + vector);
      }
      for (int row = 0; row < rows; row++) {
        int down = row * form.leftDown();
        broadcast(0, () -> sum(a, down), "x");
        for (int vector = 0; vector < vectors; vector++) {
          element.loadValue("x");
          element.loadValue("right" + vector);
          if (first) {
            element.call("multiply");
          } else {
            element.loadValue(new Sum(row, vector));
            element.call("fma");
          }
          element.storeValue(new Sum(row, vector));
        }
      }
    }

    private void cell(int row, int vector, int at) {
      element.rename(product, new Sum(row, vector));
      int place = row * form.stride() + vector * lanes;
      List<Access> reads = group.reads();
      for (int i = 0; i < reads.size(); i++) {
        Access read = reads.get(i);
        switch (read.mode()) {
          case FULL -> load(2 + i, at, place, read);
          case PER_COLUMN -> load(2 + i, columnLocal, vector * lanes, read);
          case PER_ROW -> element.rename(read, new Row(read, row));
          case SINGLE -> {}
        }
      }
      element.compute();
      for (int i = 0; i < group.writes().size(); i++) {
        element.loadResult(group.writes().get(i));
        code.visitVarInsn(ALOAD, 2 + reads.size() + i);
        sum(at, place);
        element.call("store");
      }
    }

    private void load(int array, int index, int distance, Object key) {
      code.visitVarInsn(ALOAD, array);
      sum(index, distance);
      element.call("load");
      element.storeValue(key);
    }

    private void broadcast(int array, Runnable index, Object key) {
      code.visitVarInsn(ALOAD, array);
      index.run();
      code.visitInsn(FALOAD);
      element.call("broadcast");
      element.storeValue(key);
    }

    private void sum(int local, int constant) {
      code.visitVarInsn(ILOAD, local);
      if (constant != 0) {
        code.visitLdcInsn(constant);
        code.visitInsn(IADD);
      }
    }

    private void times(int local, int constant, int to) {
      code.visitVarInsn(ILOAD, local);
      code.visitLdcInsn(constant);
      code.visitInsn(IMUL);
      code.visitVarInsn(ISTORE, to);
    }

    private void add(int local, int other) {
      code.visitVarInsn(ILOAD, local);
      code.visitVarInsn(ILOAD, other);
      code.visitInsn(IADD);
      code.visitVarInsn(ISTORE, local);
    }

    /** Tells the JIT that the index on the stack is small. */
    private void index() {
      code.visitLdcInsn(Kernels.INDEX);
      code.visitInsn(IAND);
    }
  }
}
