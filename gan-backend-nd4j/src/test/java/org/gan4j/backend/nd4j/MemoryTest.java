package org.gan4j.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;

/** No test here waits for, or asks for, the garbage collector. */
class MemoryTest {
  private static final NativeOps OPS = Engine.load(1);
  private static final int FILTER = 36;
  private static final int IMAGES = 150;

  /** ND4J's operations, with a count of what was allocated and not yet released. */
  private static final class Counting {
    private int live;
    private int allocations;
    private int failingAllocation = -1;

    final NativeOps ops =
        (NativeOps)
            Proxy.newProxyInstance(
                NativeOps.class.getClassLoader(),
                new Class<?>[] {NativeOps.class},
                (proxy, method, arguments) -> {
                  switch (method.getName()) {
                    case "allocateDataBuffer", "dbCreateExternalDataBuffer", "shapeBuffer" -> {
                      if (allocations++ == failingAllocation) {
                        throw new IllegalStateException("no more memory");
                      }
                      live++;
                    }
                    case "deleteDataBuffer", "deleteConstantShapeBuffer" -> live--;
                    default -> {}
                  }
                  try {
                    return method.invoke(OPS, arguments);
                  } catch (InvocationTargetException failure) {
                    throw failure.getCause();
                  }
                });
  }

  private static final Variable VARIABLE = new Variable("filter", Shape.of(2, 2, 3, 3));

  /** Convolutions and reductions of all kinds, their gradients and an update. */
  private static Program program() {
    Tensor filter = Tensor.of(VARIABLE);
    Tensor images = Tensor.input("images", Shape.of(2, 5, 5, 3));
    Tensor y = images.conv2d(filter, Window.valid(1)).conv2d(filter, Window.same(2, 4, 4, 2, 2));
    Tensor z = y.softplus().max(y.mean(0, 1)).transpose(3, 1, 2, 0);
    Tensor loss = z.maxOver(1, 2).mean();
    return Program.named("step")
        .output("loss", loss)
        .update(VARIABLE, filter.minus(Gradients.of(loss, List.of(filter)).get(0)))
        .build();
  }

  private static void openRunAndClose(NativeOps ops, Program program) {
    try (Nd4jWorkspace workspace = new Nd4jWorkspace(ops, Map.of(VARIABLE, new float[FILTER]))) {
      run(workspace.compile(program), 2);
    }
  }

  private static void run(CompiledProgram program, int times) {
    program.run(new float[][] {new float[IMAGES]}, times, new float[][] {new float[1]});
  }

  @Test
  void closingReleasesEverything() {
    Counting counting = new Counting();
    openRunAndClose(counting.ops, program());
    assertThat(counting.allocations).isGreaterThan(100);
    assertThat(counting.live).isZero();
  }

  @Test
  void aRunTakesNoMemory() {
    Counting counting = new Counting();
    try (Nd4jWorkspace workspace =
        new Nd4jWorkspace(counting.ops, Map.of(VARIABLE, new float[FILTER]))) {
      CompiledProgram step = workspace.compile(program());
      int before = counting.allocations;
      run(step, 10);
      assertThat(counting.allocations).isEqualTo(before);
    }
  }

  @Test
  void aRunMakesNoObjects() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[][] inputs = {new float[IMAGES]};
    float[][] outputs = {new float[1]};
    try (Nd4jWorkspace workspace = new Nd4jWorkspace(OPS, Map.of(VARIABLE, new float[FILTER]))) {
      CompiledProgram step = workspace.compile(program());
      step.run(inputs, 10, outputs);
      long before = threads.getCurrentThreadAllocatedBytes();
      step.run(inputs, 1_000, outputs);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }
  }

  @Test
  void aFailureOnTheWayReleasesWhatWasTaken() {
    Counting all = new Counting();
    openRunAndClose(all.ops, program());
    for (int i = 0; i < all.allocations; i++) {
      Counting failing = new Counting();
      failing.failingAllocation = i;
      assertThatThrownBy(() -> openRunAndClose(failing.ops, program()))
          .hasMessage("no more memory");
      assertThat(failing.live).as("allocation %d fails", i).isZero();
    }
  }

  /** 4 MB of native memory each, 8 GB in all. */
  @Test
  void memoryIsFlatOverThousandsOfSessions() {
    Variable large = new Variable("large", Shape.of(1 << 19));
    Program program = Program.named("large").update(large, Tensor.of(large).tanh()).build();
    float[] values = new float[1 << 19];
    long heldBefore = 0;
    long before = 0;
    for (int i = 0; i < 2_000; i++) {
      if (i == 200) {
        heldBefore = Pointer.totalBytes();
        before = Pointer.physicalBytes();
      }
      try (Nd4jWorkspace workspace = new Nd4jWorkspace(OPS, Map.of(large, values))) {
        workspace.compile(program);
      }
    }
    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(heldBefore);
    assertThat(Pointer.physicalBytes() - before).isLessThan(100L << 20);
  }
}
