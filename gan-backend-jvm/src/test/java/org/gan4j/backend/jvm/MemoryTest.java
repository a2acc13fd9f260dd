package org.gan4j.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;

/**
 * With plain kernels, since vectors are objects until the JIT has compiled the code that uses them.
 */
class MemoryTest {
  private static final JvmBackend BACKEND = new JvmBackend(new PlainKernels());

  private static long allocatedBy(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void layersTakeTurnsWithTheSameArrays() {
    int layers = 60;
    Variable weights = new Variable("weights", Shape.of(16, 16));
    Tensor x = Tensor.input("x", Shape.of(16_384, 16));
    for (int i = 0; i < layers; i++) {
      x = x.matMul(Tensor.of(weights)).tanh();
    }
    Program program =
        Program.named("deep").update(weights, Tensor.of(weights).times(0.5).plus(x.mean())).build();
    long activation = 4L * 16_384 * 16;
    try (Session session = Session.open(BACKEND, Map.of(weights, new float[256]))) {
      assertThat(allocatedBy(() -> session.compile(program))).isLessThan(6 * activation);
    }
  }

  @Test
  void aRunAllocatesNothing() {
    Variable filter = new Variable("filter", Shape.of(2, 2, 3, 3));
    Tensor f = Tensor.of(filter);
    Tensor x = Tensor.input("x", Shape.of(2, 5, 5, 3));
    Tensor y = x.conv2d(f, Window.valid(1)).conv2d(f, Window.valid(1));
    Tensor loss = y.plus(y.mean(0, 1)).maxOver(1, 2).transpose(3, 1, 2, 0).mean();
    Program program =
        Program.named("step")
            .output("loss", loss)
            .update(filter, f.minus(Gradients.of(loss, List.of(f)).get(0)))
            .build();
    try (Session session = Session.open(BACKEND, Map.of(filter, new float[36]))) {
      Executable step = session.compile(program);
      float[][] inputs = {new float[150]};
      float[][] outputs = {new float[1]};
      step.run(inputs, 10, outputs);
      assertThat(allocatedBy(() -> step.run(inputs, 1_000, outputs))).isLessThan(1_000);
    }
  }
}
