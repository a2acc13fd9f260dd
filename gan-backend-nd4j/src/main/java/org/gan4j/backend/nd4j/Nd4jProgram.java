package org.gan4j.backend.nd4j;

import java.util.List;
import org.gan4j.backend.CompiledProgram;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;

/** A program as lists of native calls over memory of its own. */
final class Nd4jProgram implements CompiledProgram, AutoCloseable {
  private final String name;
  private final NativeOps ops;
  private final NativeScope scope;
  private final NativeArray[] inputs;
  private final NativeArray[] outputs;
  private final Kernel[] eachCall;
  private final Kernel[] eachRun;

  /** Takes over the scope, which owns all else. */
  Nd4jProgram(
      String name,
      NativeOps ops,
      NativeScope scope,
      NativeArray[] inputs,
      NativeArray[] outputs,
      Kernel[] eachCall,
      Kernel[] eachRun) {
    this.name = name;
    this.ops = ops;
    this.scope = scope;
    this.inputs = inputs;
    this.outputs = outputs;
    this.eachCall = eachCall;
    this.eachRun = eachRun;
  }

  @Override
  public void run(float[][] values, int times, float[] @Nullable [] results) {
    for (int i = 0; i < inputs.length; i++) {
      inputs[i].write(values[i]);
    }
    run(eachCall);
    for (int i = 0; i < times; i++) {
      run(eachRun);
    }
    if (ops.lastErrorCode() != 0) {
      throw new IllegalStateException(
          "ND4J failed in program " + name + ": " + ops.lastErrorMessage());
    }
    for (int i = 0; i < outputs.length; i++) {
      float[] result = results[i];
      if (result != null) {
        outputs[i].read(result);
      }
    }
  }

  /** The native calls of a run, in their order. */
  List<Kernel> eachRun() {
    return List.of(eachRun);
  }

  private static void run(Kernel[] kernels) {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
