package org.gan4j.backend.jvm;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Generates, as a hidden class, the loop of a group of elementwise operations: each operand is
 * loaded once, all values stay in registers, each result is stored at the end. The instructions are
 * calls of the static methods of {@link ScalarLanes} or {@link VectorLanes}, which the JIT inlines.
 *
 * <p>Loops of equal text are one class, whatever their arrays and sizes, so that the JIT compiles
 * the update of all parameters once.
 */
final class LoopGenerator {
  private static final String NAME =
      LoopGenerator.class.getPackageName().replace('.', '/') + "/Loop";
  private static final String ARRAYS = "([[FII)V";
  private static final Map<String, FusedLoop> KNOWN = new ConcurrentHashMap<>();

  private static final int ARRAYS_LOCAL = 1;
  private static final int OUTER_LOCAL = 2;
  private static final int STRIDE_LOCAL = 3;
  private static final int ROW_LOCAL = 4;
  private static final int COLUMN_LOCAL = 5;
  private static final int BASE_LOCAL = 6;
  private static final int FIRST_FREE_LOCAL = 7;

  private final Kernels kernels;
  private final List<Tensor> nodes;
  private final List<Access> reads;
  private final List<Tensor> writes;
  private final String owner;
  private final Map<Object, Integer> locals = new HashMap<>();
  private MethodVisitor code;
  private int nextLocal = FIRST_FREE_LOCAL;

  private LoopGenerator(FusedGroup group, Kernels kernels, MethodVisitor code) {
    this.kernels = kernels;
    this.nodes = group.nodes();
    this.reads = group.reads();
    this.writes = group.writes();
    this.owner = Type.getInternalName(kernels.instructions());
    this.code = code;
  }

  /** The loop of a group; its arrays are those of the group's reads, then of its writes. */
  static FusedLoop generate(FusedGroup group, Kernels kernels) {
    String key = kernels.instructions().getName() + "\n" + group.text();
    return KNOWN.computeIfAbsent(key, text -> define(group, kernels));
  }

  private static FusedLoop define(FusedGroup group, Kernels kernels) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
    String[] interfaces = {Type.getInternalName(FusedLoop.class)};
    writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, "java/lang/Object", interfaces);
    MethodVisitor constructor = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    MethodVisitor run = writer.visitMethod(ACC_PUBLIC, "run", ARRAYS, null, null);
    run.visitCode();
    new LoopGenerator(group, kernels, run).loop();
    run.visitMaxs(0, 0);
    run.visitEnd();
    writer.visitEnd();
    try {
      return (FusedLoop)
          MethodHandles.lookup()
              .defineHiddenClass(writer.toByteArray(), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define a generated loop:\n" + group.text(), e);
    }
  }

  private void loop() {
    List<Object> arrays = new ArrayList<>(reads);
    arrays.addAll(writes.stream().map(Result::new).toList());
    for (int i = 0; i < arrays.size(); i++) {
      code.visitVarInsn(ALOAD, ARRAYS_LOCAL);
      code.visitLdcInsn(i);
      code.visitInsn(AALOAD);
      code.visitVarInsn(ASTORE, local(new Array(arrays.get(i))));
    }
    for (Tensor node : nodes) {
      node.operands().stream()
          .filter(o -> o.op() instanceof Fill)
          .forEach(o -> constant(((Fill) o.op()).value()));
    }
    for (Access read : reads) {
      if (read.mode() == Access.Mode.SINGLE) {
        broadcastElement(read, () -> code.visitInsn(ICONST_0));
      }
    }
    count(ROW_LOCAL, OUTER_LOCAL, 1, this::row);
    code.visitInsn(RETURN);
  }

  private record Array(Object key) {}

  private record Result(Tensor tensor) {}

  private record Mask(Tensor comparison) {}

  private record Constant(float value) {}

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
    Label start = new Label();
    Label end = new Label();
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, counter);
    code.visitLabel(start);
    code.visitVarInsn(ILOAD, counter);
    code.visitVarInsn(ILOAD, limit);
    code.visitJumpInsn(IF_ICMPGE, end);
    body.run();
    code.visitIincInsn(counter, step);
    code.visitJumpInsn(GOTO, start);
    code.visitLabel(end);
  }

  private void element() {
    for (Access read : reads) {
      if (read.mode() == Access.Mode.FULL || read.mode() == Access.Mode.PER_COLUMN) {
        code.visitVarInsn(ALOAD, local(new Array(read)));
        position(read.mode() == Access.Mode.FULL);
        call("load");
        storeLocal(read);
      }
    }
    nodes.forEach(this::compute);
    for (Tensor result : writes) {
      loadValue(result);
      code.visitVarInsn(ALOAD, local(new Array(new Result(result))));
      position(true);
      call("store");
    }
  }

  private void position(boolean withRow) {
    code.visitVarInsn(ILOAD, COLUMN_LOCAL);
    if (withRow) {
      code.visitVarInsn(ILOAD, BASE_LOCAL);
      code.visitInsn(IADD);
    }
  }

  private void compute(Tensor node) {
    if (node.op() instanceof Unary unary) {
      loadOperand(node, 0);
      call(method(unary));
      storeLocal(node);
    } else if (node.op() instanceof Binary binary) {
      loadOperand(node, 0);
      loadOperand(node, 1);
      call(method(binary));
      if (isComparison(node)) {
        storeLocal(new Mask(node));
        loadMask(node);
        constant(1);
        constant(0);
        loadLocal(new Constant(1));
        loadLocal(new Constant(0));
        call("select");
      }
      storeLocal(node);
    } else if (node.op() instanceof Select) {
      Tensor condition = node.operand(0);
      if (isComparison(condition) && nodes.contains(condition)) {
        loadMask(condition);
      } else {
        loadOperand(node, 0);
        call("isTrue");
      }
      loadOperand(node, 1);
      loadOperand(node, 2);
      call("select");
      storeLocal(node);
    } else {
      throw new IllegalStateException("not an elementwise operation: " + node);
    }
  }

  static boolean isComparison(Tensor node) {
    return node.op() == Binary.GREATER
        || node.op() == Binary.GREATER_EQUAL
        || node.op() == Binary.EQUAL;
  }

  private static String method(Unary op) {
    return switch (op) {
      case NEGATE -> "negate";
      case ABS -> "abs";
      case SIGN -> "sign";
      case SQRT -> "sqrt";
      case EXP, LOG, TANH, SIGMOID, SOFTPLUS, ERF, SIN, COS ->
          throw new IllegalStateException(op + " is not fused");
    };
  }

  private static String method(Binary op) {
    return switch (op) {
      case ADD -> "add";
      case SUBTRACT -> "subtract";
      case MULTIPLY -> "multiply";
      case DIVIDE -> "divide";
      case MAX -> "max";
      case MIN -> "min";
      case GREATER -> "greater";
      case GREATER_EQUAL -> "greaterEqual";
      case EQUAL -> "equal";
    };
  }

  private void loadOperand(Tensor node, int index) {
    loadValue(node.operand(index));
  }

  private void loadValue(Tensor value) {
    if (value.op() instanceof Fill fill) {
      loadLocal(new Constant(fill.value()));
    } else if (nodes.contains(value)) {
      loadLocal(value);
    } else {
      loadLocal(FusedGroup.access(value));
    }
  }

  private void broadcastElement(Access read, Runnable index) {
    code.visitVarInsn(ALOAD, local(new Array(read)));
    index.run();
    code.visitInsn(FALOAD);
    call("broadcast");
    storeLocal(read);
  }

  private void constant(float value) {
    if (!locals.containsKey(new Constant(value))) {
      code.visitLdcInsn(value);
      call("broadcast");
      storeLocal(new Constant(value));
    }
  }

  private void loadMask(Tensor comparison) {
    code.visitVarInsn(maskOpcode(ILOAD, ALOAD), local(new Mask(comparison)));
  }

  private int maskOpcode(int scalar, int vector) {
    return kernels.instructions() == ScalarLanes.class ? scalar : vector;
  }

  private void loadLocal(Object key) {
    code.visitVarInsn(valueType().getOpcode(ILOAD), local(key));
  }

  private void storeLocal(Object key) {
    int opcode = key instanceof Mask ? maskOpcode(ISTORE, ASTORE) : valueType().getOpcode(ISTORE);
    code.visitVarInsn(opcode, local(key));
  }

  private int local(Object key) {
    return locals.computeIfAbsent(key, k -> nextLocal++);
  }

  private Type valueType() {
    return Type.getType(instruction("broadcast").getReturnType());
  }

  private void call(String name) {
    code.visitMethodInsn(
        INVOKESTATIC, owner, name, Type.getMethodDescriptor(instruction(name)), false);
  }

  private Method instruction(String name) {
    return Arrays.stream(kernels.instructions().getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no instruction " + name));
  }
}
