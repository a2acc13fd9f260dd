package org.gan4j.backend.jvm.loop;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** A {@link FusedLoop} written at run time, as a hidden class. */
final class GeneratedClass {
  static final String NAME = GeneratedClass.class.getPackageName().replace('.', '/') + "/Loop";

  private final ClassWriter writer =
      new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);

  private GeneratedClass() {
    String[] interfaces = {Type.getInternalName(FusedLoop.class)};
    writer.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, "java/lang/Object", interfaces);
    method(
        ACC_PUBLIC,
        "<init>",
        "()V",
        code -> {
          code.visitVarInsn(ALOAD, 0);
          code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        });
  }

  /** An instance of a class with the methods that {@code body} adds. */
  static FusedLoop define(Consumer<GeneratedClass> body) {
    GeneratedClass generated = new GeneratedClass();
    body.accept(generated);
    generated.writer.visitEnd();
    try {
      return (FusedLoop)
          MethodHandles.lookup()
              .defineHiddenClass(generated.writer.toByteArray(), true)
              .lookupClass()
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot define a generated loop", e);
    }
  }

  /** Adds a method that returns nothing. */
  void method(int access, String name, String type, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, name, type, null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
