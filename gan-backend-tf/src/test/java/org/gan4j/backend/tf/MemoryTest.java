package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.Test;

/** No test here waits for, or asks for, the garbage collector. */
class MemoryTest {
  private static final Engine ENGINE = Engine.load(BackendSettings.DEFAULT);
  private static final Variable FILTER = new Variable("filter", Shape.of(3, 3, 8, 8));
  private static final int MEGABYTE = 1 << 20;

  /** A convolution, its gradient and an update. */
  private static Program program() {
    Tensor filter = Tensor.of(FILTER);
    Tensor images = Tensor.input("images", Shape.of(16, 16, 16, 8));
    Tensor loss = images.conv2d(filter, Window.same(1, 16, 16, 3, 3)).softplus().mean();
    return Program.named("step")
        .output("loss", loss)
        .update(FILTER, filter.minus(Gradients.of(loss, List.of(filter)).get(0)))
        .build();
  }

  @Test
  void memoryIsFlatOverThousandsOfRuns() {
    float[][] images = {new float[16 * 16 * 16 * 8]};
    float[][] loss = {new float[1]};
    float[] filter = new float[3 * 3 * 8 * 8];
    try (TfWorkspace workspace = new TfWorkspace(ENGINE, Map.of(FILTER, filter))) {
      CompiledProgram step = workspace.compile(program());
      long before = 0;
      for (int i = 0; i < 3_000; i++) {
        if (i == 500) {
          before = Pointer.physicalBytes();
        }
        step.run(images, 1, loss);
        workspace.write(FILTER, filter);
        workspace.read(FILTER, filter);
      }
      assertThat(Pointer.physicalBytes() - before).isLessThan(50L * MEGABYTE);
    }
  }

  /** 4 MB of variables each, 4 GB in all. */
  @Test
  void memoryIsFlatOverManySessions() {
    Variable large = new Variable("large", Shape.of(MEGABYTE));
    Program program = Program.named("large").update(large, Tensor.of(large).tanh()).build();
    float[] values = new float[MEGABYTE];
    long before = 0;
    for (int i = 0; i < 1_000; i++) {
      if (i == 100) {
        before = Pointer.physicalBytes();
      }
      try (TfWorkspace workspace = new TfWorkspace(ENGINE, Map.of(large, values))) {
        workspace.compile(program).run(new float[0][], 2, new float[0][]);
      }
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(150L * MEGABYTE);
  }
}
