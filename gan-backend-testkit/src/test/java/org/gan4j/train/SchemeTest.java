package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.every;
import static org.gan4j.train.Scheme.repeat;
import static org.gan4j.train.Scheme.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Initializer;
import org.gan4j.random.RandomStream;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** What a scheme draws and runs, in which order, seen by steps that only count and copy. */
class SchemeTest {
  /** Adds what is fed to a variable, and reports the sum before as a loss. */
  private static Step adding(String name, String input) {
    Step.Builder step = Step.named(name);
    Tensor sum = step.variable("sum/" + name, Shape.SCALAR, Initializer.constant(0));
    return step.output(name, sum)
        .update(sum, sum.plus(Tensor.input(input, Shape.of(1)).reshape(Shape.SCALAR)))
        .build();
  }

  /** Feeds the number of the draw. */
  private static Feed counting(String input, List<String> draws) {
    return Feed.of(
        input,
        Map.of(input, Shape.of(1)),
        (arrays, stream) -> {
          draws.add(input + stream.step());
          arrays[0][0] = stream.step();
        });
  }

  private static float sum(Trained trained, String step) {
    return trained.session().read(new Variable("sum/" + step, Shape.SCALAR))[0];
  }

  @Test
  void drawsAreNumberedThroughoutTheTrainingAndRunsSeeTheLastOne() {
    List<String> draws = new ArrayList<>();
    Feed real = counting("real", draws);
    Feed noise = counting("noise", draws);
    Scheme scheme =
        Scheme.of(
            repeat(2, draw(real, noise), run(adding("critic", "real"))),
            draw(noise),
            run(adding("generator", "noise"), 3));
    assertThat(scheme.stepsPerIteration()).isEqualTo(5);
    assertThat(scheme.losses()).containsExactly("critic", "generator");
    try (Trained trained = Training.of(scheme).withIterations(2).run(new ReferenceBackend())) {
      assertThat(draws)
          .containsExactly(
              "real0", "noise0", "real1", "noise1", "noise2", "real2", "noise3", "real3", "noise4",
              "noise5");
      assertThat(sum(trained, "critic")).isEqualTo(0 + 1 + 2 + 3);
      assertThat(sum(trained, "generator")).isEqualTo(3 * (2 + 5));
      assertThat(trained.summary().optimizerSteps()).isEqualTo(10);
    }
  }

  @Test
  void aLazyStepTakesThePlaceOfTheOtherInMultiplesOfItsInterval() {
    Step lazy = adding("lazy", "one");
    Step plain = adding("plain", "one");
    Feed one = Feed.of("one", Map.of("one", Shape.of(1)), (arrays, stream) -> arrays[0][0] = 1);
    Scheme scheme = Scheme.of(draw(one), every(4, lazy, plain));
    try (Trained trained = Training.of(scheme).withIterations(10).run(new ReferenceBackend())) {
      assertThat(sum(trained, "lazy")).isEqualTo(3);
      assertThat(sum(trained, "plain")).isEqualTo(7);
    }
  }

  @Test
  void randomInputsAreThoseOfTheRunsNumber() {
    Step.Builder step = Step.named("random");
    Tensor sum = step.variable("sum/random", Shape.SCALAR, Initializer.constant(0));
    Tensor drawn = step.random("drawn", Shape.SCALAR, Distribution.NORMAL);
    Step random = step.output("loss", drawn).update(sum, sum.plus(drawn)).build();
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.loss("loss"));
          }
        };
    Training.of(Scheme.of(run(random, 3)))
        .withIterations(2)
        .withSeed(5)
        .run(new ReferenceBackend(), listener)
        .close();
    RandomStream stream = RandomStream.of(5, "drawn");
    assertThat(losses).containsExactly(stream.at(2).nextGaussian(), stream.at(5).nextGaussian());
  }

  @Test
  void whatASchemeIsMadeOfIsChecked() {
    Step step = adding("step", "a");
    assertThatThrownBy(() -> Scheme.of()).hasMessage("a scheme runs at least one step");
    assertThatThrownBy(() -> Scheme.of(run(step), run(adding("step", "a"))))
        .hasMessage("a scheme has two different steps \"step\": give one another name");
    List<String> draws = new ArrayList<>();
    assertThatThrownBy(() -> Scheme.of(draw(counting("a", draws), counting("a", draws)), run(step)))
        .hasMessageContaining("two different feeds of the purpose \"a\"");
    assertThatThrownBy(() -> run(step, 0)).hasMessageContaining("at least 1, not 0");
    assertThatThrownBy(() -> every(0, step, step)).hasMessageContaining("at least 1, not 0");
    assertThatThrownBy(() -> Training.of(Scheme.of(run(step))).run(new ReferenceBackend()))
        .hasMessage(
            """
            step step reads the input a of shape [1], and nothing feeds it; fed are []
              fix: feed it, or draw random numbers with Step.Builder.random or Scope.random""");
    assertThatThrownBy(() -> Training.of(Scheme.of(run(step))).withIterations(0))
        .hasMessage("training takes at least 1 iteration, not 0");
  }

  @Test
  void aListenerAsksForLossesAndViewsByNameAndType() {
    List<String> draws = new ArrayList<>();
    Scheme scheme =
        Scheme.of(draw(counting("a", draws)), run(adding("step", "a")))
            .withView(StringBuilder.class, run -> new StringBuilder("seed " + run.seed()));
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            assertThat(iteration.view(StringBuilder.class)).hasToString("seed 9");
            assertThatThrownBy(() -> iteration.view(Integer.class))
                .hasMessageContaining("has no view class java.lang.Integer");
            assertThatThrownBy(() -> iteration.loss("generator"))
                .hasMessage("there is no loss \"generator\" in this training; there are [step]");
          }
        };
    Training.of(scheme).withIterations(1).withSeed(9).run(new ReferenceBackend(), listener).close();
  }
}
