package org.gan4j.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A run of an experiment that is no GAN, and that nobody but this test knows. */
class TrainingRunTest {
  private static final PainterExperiment PAINTER = new PainterExperiment();

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int train(Path to) throws IOException {
    RunOptions run = new RunOptions();
    new CommandLine(CommandSpec.forAnnotatedObject(run)).parseArgs("--out", to.toString());
    PrintWriter terminal = new PrintWriter(out, true);
    return TrainingRun.of(PAINTER, PAINTER.options(), run, terminal, terminal).start(to, false);
  }

  @Test
  void anyExperimentLeavesLossesPicturesFiguresAndAPage() throws IOException {
    Path run = folder.resolve("run");
    assertThat(train(run)).isZero();
    for (String file :
        new String[] {
          "paintings/iteration_0.png",
          "paintings/iteration_10.png",
          "paintings/iteration_24.png",
          "paintings.gif",
          "opposites/iteration_20.png",
          "last.png",
          "training_loss.png",
          "report.html",
          "checkpoints/iteration_25.safetensors"
        }) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    assertThat(run.resolve("opposites.gif")).doesNotExist();
    assertThat(Files.readAllLines(run.resolve("losses.csv")))
        .hasSize(4)
        .startsWith("Iteration,Black Loss,Brightness Loss");
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.at("/experiment").asText()).isEqualTo("painter");
    assertThat(json.at("/settings/learningRate").asDouble()).isEqualTo(0.1);
    assertThat(json.at("/metricsOverTime").findValuesAsText("iteration"))
        .containsExactly("10", "20", "24");
    assertThat(json.at("/metrics/blackness").asDouble()).isNegative();
    assertThat(out.toString()).contains("Training painter on", "blackness");
  }

  @Test
  void whatWasRunIsFoundByItsName() throws IOException {
    Path run = folder.resolve("run");
    train(run);
    StoredRun<?> stored = StoredRun.read(new RunFolder(run), Experiments.of(PAINTER));
    assertThat(stored.settings()).isEqualTo(new PainterExperiment.Canvas(0.1, 25, 0));
    Backend backend = Guice.createInjector(GanModule.withBackend("jvm")).getInstance(Backend.class);
    SampleRequest request = new SampleRequest(backend, run, /* seed= */ 0, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stored.sample(request))
        .withMessageContaining("the experiment painter has no samples to draw");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> StoredRun.read(new RunFolder(run), Experiments.of()))
        .withMessageContaining("of the experiment \"painter\", which this gan4j does not have");
  }

  @Test
  void aNameBelongsToOneExperiment() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiments.of(PAINTER, new PainterExperiment()))
        .withMessage("two experiments have the name \"painter\"");
  }
}
