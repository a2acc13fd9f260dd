package org.gan4j.backend.jvm.loop;

import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.jvm.kernel.Instructions;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Code for the operations of a group on one vector of elements, or on one element: all values are
 * local variables.
 */
final class ElementCode {
  private final FusedGroup group;
  private final MethodVisitor code;
  private final Instructions instructions;
  private final Map<Object, Integer> locals = new HashMap<>();
  private int nextLocal;

  /**
   * @param firstLocal the first local variable that the method has not used yet
   */
  ElementCode(FusedGroup group, MethodVisitor code, Instructions instructions, int firstLocal) {
    this.group = group;
    this.code = code;
    this.instructions = instructions;
    this.nextLocal = firstLocal;
  }

  private record Mask(Tensor comparison) {}

  private record Constant(float value) {}

  /** The local variable of a key, a new one if it has none. */
  int local(Object key) {
    return locals.computeIfAbsent(key, k -> nextLocal++);
  }

  /** From here on a key means the local variable of another one. */
  void rename(Object key, Object other) {
    locals.put(key, local(other));
  }

  void call(String name) {
    instructions.call(code, name, nextLocal);
  }

  void loadValue(Object key) {
    code.visitVarInsn(instructions.valueType().getOpcode(ILOAD), local(key));
  }

  void storeValue(Object key) {
    code.visitVarInsn(instructions.valueType().getOpcode(ISTORE), local(key));
  }

  /** Makes the constants of the group. */
  void constants() {
    for (Tensor node : group.nodes()) {
      node.operands().stream()
          .filter(o -> o.op() instanceof Fill)
          .forEach(o -> constant(((Fill) o.op()).value()));
      if (isComparison(node)) {
        constant(1);
        constant(0);
      }
    }
  }

  private void constant(float value) {
    if (!locals.containsKey(new Constant(value))) {
      code.visitLdcInsn(value);
      call("broadcast");
      storeValue(new Constant(value));
    }
  }

  /** Computes all elementwise operations, whose operands are there. */
  void compute() {
    group.nodes().stream().filter(node -> !(node.op() instanceof MatMul)).forEach(this::compute);
  }

  private void compute(Tensor node) {
    if (node.op() instanceof Unary unary) {
      loadOperand(node, 0);
      call(Objects.requireNonNull(instruction(unary)));
    } else if (node.op() instanceof Binary binary) {
      loadOperand(node, 0);
      loadOperand(node, 1);
      call(Objects.requireNonNull(instruction(binary)));
      if (isComparison(node)) {
        storeMask(node);
        loadMask(node);
        loadValue(new Constant(1));
        loadValue(new Constant(0));
        call("select");
      }
    } else if (node.op() instanceof Select) {
      Tensor condition = node.operand(0);
      if (isComparison(condition) && group.nodes().contains(condition)) {
        loadMask(condition);
      } else {
        loadOperand(node, 0);
        call("isTrue");
      }
      loadOperand(node, 1);
      loadOperand(node, 2);
      call("select");
    } else {
      throw new IllegalStateException("not an elementwise operation: " + node);
    }
    storeValue(node);
  }

  static boolean isComparison(Tensor node) {
    return node.op() instanceof Binary op && op.isComparison();
  }

  /** The method of the lanes that computes a function, or null if only a kernel of its own does. */
  static @Nullable String instruction(Unary op) {
    return switch (op) {
      case NEGATE -> "negate";
      case ABS -> "abs";
      case SIGN -> "sign";
      case SQRT -> "sqrt";
      case EXP, EXPM1, LOG, TANH, SIGMOID, SOFTPLUS, ERF, SIN, COS -> null;
    };
  }

  /** The method of the lanes that computes a function, or null if only a kernel of its own does. */
  static @Nullable String instruction(Binary op) {
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
    loadResult(node.operand(index));
  }

  /** Loads a value of the group, a constant, or what was read for it. */
  void loadResult(Tensor value) {
    if (value.op() instanceof Fill fill) {
      loadValue(new Constant(fill.value()));
    } else if (group.nodes().contains(value)) {
      loadValue(value);
    } else {
      loadValue(FusedGroup.access(value));
    }
  }

  private void loadMask(Tensor comparison) {
    code.visitVarInsn(instructions.maskType().getOpcode(ILOAD), local(new Mask(comparison)));
  }

  private void storeMask(Tensor comparison) {
    code.visitVarInsn(instructions.maskType().getOpcode(ISTORE), local(new Mask(comparison)));
  }

  /** A loop while a counter is below a limit. */
  static void loop(
      MethodVisitor code, int counter, Runnable limit, Runnable body, Runnable increment) {
    Label start = new Label();
    Label end = new Label();
    code.visitLabel(start);
    code.visitVarInsn(ILOAD, counter);
    limit.run();
    code.visitJumpInsn(IF_ICMPGE, end);
    body.run();
    increment.run();
    code.visitJumpInsn(GOTO, start);
    code.visitLabel(end);
  }
}
