package org.gan4j.backend.jvm.kernel;

import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * The static methods of a class, one for each operation on lanes, as instructions of generated
 * code. They are written out in place of a call: the JIT stops inlining when a method has grown to
 * a certain size, except for methods of the Vector API, and a vector that crosses a call is an
 * object.
 */
public final class Instructions {
  private final Class<?> owner;
  private final byte[] bytes;

  public Instructions(Class<?> owner) {
    this.owner = owner;
    try (InputStream file = owner.getResourceAsStream(owner.getSimpleName() + ".class")) {
      this.bytes = file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name for the class. */
  public String name() {
    return owner.getName();
  }

  /** What holds the values of the lanes. */
  public Type valueType() {
    return Type.getType(method("broadcast").getReturnType());
  }

  /** What holds the results of comparisons. */
  public Type maskType() {
    return Type.getType(method("greater").getReturnType());
  }

  /**
   * Writes an instruction whose operands are on the stack.
   *
   * @param firstLocal where local variables are free from
   */
  public void call(MethodVisitor code, String name, int firstLocal) {
    Method method = method(name);
    Class<?>[] parameters = method.getParameterTypes();
    for (int i = parameters.length - 1; i >= 0; i--) {
      code.visitVarInsn(Type.getType(parameters[i]).getOpcode(ISTORE), firstLocal + i);
    }
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access, String other, String type, String signature, String[] exceptions) {
                return other.equals(name) ? body(code, firstLocal) : null;
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  private static MethodVisitor body(MethodVisitor code, int firstLocal) {
    return new MethodVisitor(ASM9, code) {
      @Override
      public void visitCode() {}

      @Override
      public void visitVarInsn(int opcode, int local) {
        super.visitVarInsn(opcode, firstLocal + local);
      }

      /** The result stays on the stack; these methods return at their end only. */
      @Override
      public void visitInsn(int opcode) {
        if (opcode < IRETURN || opcode > RETURN) {
          super.visitInsn(opcode);
        }
      }

      @Override
      public void visitMaxs(int stack, int locals) {}

      @Override
      public void visitEnd() {}
    };
  }

  private Method method(String name) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no instruction " + name));
  }
}
