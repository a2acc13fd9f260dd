package org.gan4j.examples.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.Guice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.MadeImages;
import org.gan4j.examples.MovedVariables;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.TrainedGan;
import org.gan4j.loss.Round;
import org.gan4j.nn.Distribution;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoGanTest {
  private static final Images IMAGES = MadeImages.bars(40);
  private static final InfoGan INFO_GAN = new InfoGan(2, 4, 1, 1, 8, 2);
  private static final int CODE_SIZE = InfoGan.CATEGORIES + InfoGan.CONTINUOUS;

  private static Backend backend(String name) {
    return Guice.createInjector(GanModule.withBackend(name)).getInstance(Backend.class);
  }

  private static TrainedGan train(String backend, InfoGan infoGan, TrainingListener... listeners) {
    return new AlternatingTrainer(backend(backend))
        .train(infoGan.gan(IMAGES.rowShape()), IMAGES, infoGan.plan(3), listeners);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j", "tf"})
  void theDiscriminatorLearnsToFindTheCodeAndTheGeneratorToShowIt(String backend) {
    MovedVariables moved = new MovedVariables();
    train(backend, INFO_GAN, moved).close();
    assertThat(moved.modelsByStep())
        .isEqualTo(
            Map.of("discriminator", Set.of("discriminator"), "generator", Set.of("generator")));
    assertThat(moved.variablesByStep().get("discriminator"))
        .contains("discriminator/layer1/finder/dense2/kernel");
  }

  @Test
  void theInformationIsALossOfItsOwn() {
    assertThat(GanScheme.of(INFO_GAN.gan(IMAGES.rowShape()), IMAGES, INFO_GAN.plan(3)).losses())
        .containsExactly("discriminator", "information", "consistency", "generator");
  }

  @Test
  void theCodeBecomesVisible() {
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.loss("information"));
          }
        };
    train("jvm", new InfoGan(4, 4, 1, 1, 32, 300), listener).close();
    assertThat(losses.get(0)).isGreaterThan(2);
    assertThat(losses.get(299)).isLessThan(1);
  }

  @Test
  void theInformationIsTheCrossEntropyOfTheCategoryAndTheErrorOfTheContinuousCodes() {
    float[] code = new float[2 * (CODE_SIZE + 1)];
    float[] found = new float[2 * CODE_SIZE];
    // The first category is unknown, and both continuous codes are taken for 0.
    set(code, 0, 3, 1, 0.5f, -1, /* further noise= */ 9);
    // The second code is found exactly.
    set(code, CODE_SIZE + 1, 7, 1, 0.25f, 0.75f, /* further noise= */ -9);
    set(found, CODE_SIZE, 7, 100, 0.25f, 0.75f);
    double first = Math.log(10) + 0.1 * (0.5 * 0.5 + 1) / 2;
    assertThat(information(1, code, found)).isCloseTo((float) (first / 2), within(1e-6f));
    assertThat(information(3, code, found)).isCloseTo((float) (3 * first / 2), within(1e-6f));
  }

  @Test
  void theConsistencyIsTheNegatedInformationWithMoreOfTheEntropy() {
    // Two of ten categories, each found again: both have a probability of 1/2.
    assertThat(consistency(1, 0, 1)).isCloseTo((float) (-2 * Math.log(2)), within(1e-4f));
    // Copies that are all of one category say nothing of the images.
    assertThat(consistency(1, 0, 0)).isGreaterThan(consistency(1, 0, 1));
    // All images of one category say nothing either, though it is always the same.
    assertThat(consistency(0, 0, 0)).isCloseTo(0, within(1e-4f));
  }

  @Test
  void picturesChangeOneCodeAtATime() {
    try (TrainedGan trained = train("jvm", INFO_GAN)) {
      FoundCodes codes = FoundCodes.of(INFO_GAN, trained);
      float[][] rows = codes.rowPerCategory(3);
      float[][] second = codes.traversal(1, 5);
      assertThat(rows).hasDimensions(10 * 3, 64);
      assertThat(second).hasDimensions(10 * 5, 64);
      // Both take their other noise from one draw, so the traversal's middle is where code 1 is 0.
      float[] middle = INFO_GAN.noise().draw(1, 1)[0];
      Arrays.fill(middle, 0, InfoGan.CATEGORIES, 0);
      middle[4] = 1;
      middle[InfoGan.CATEGORIES + 1] = 0;
      assertThat(second[4 * 5 + 2]).isEqualTo(trained.generate(new float[][] {middle})[0]);
      middle[InfoGan.CATEGORIES + 1] = -1;
      assertThat(second[4 * 5])
          .containsExactly(trained.generate(new float[][] {middle})[0], within(1e-6f));
    }
  }

  @Test
  void theCategoryOfAnImageIsThatOfTheLargestOfItsTenValues() {
    try (TrainedGan trained = train("jvm", INFO_GAN)) {
      float[][] images = IMAGES.draw(20, 5);
      float[][] values = trained.judge(images, InfoGan.CODE);
      int[] categories = FoundCodes.of(INFO_GAN, trained).categories(images);
      for (int i = 0; i < images.length; i++) {
        assertThat(values[i]).hasSize(CODE_SIZE);
        for (int k = 0; k < InfoGan.CATEGORIES; k++) {
          assertThat(values[i][categories[i]]).isGreaterThanOrEqualTo(values[i][k]);
        }
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trained.judge(images, "features"))
          .withMessageContaining("no part named \"features\"");
    }
  }

  private static void set(float[] values, int row, int category, float weight, float... rest) {
    values[row + category] = weight;
    System.arraycopy(rest, 0, values, row + InfoGan.CATEGORIES, rest.length);
  }

  private static float information(double weight, float[] code, float[] found) {
    InfoGan infoGan = new InfoGan(2, 1, weight, 1, 2, 1);
    Step step =
        Step.named("information").output("value", infoGan.information(new CodesOnly())).build();
    try (Session session = Session.open(backend("jvm"), Map.of())) {
      float[] value =
          session.compile(step.program()).run(Map.of("code", code, "found", found)).get("value");
      return Objects.requireNonNull(value)[0];
    }
  }

  /** Of an image of category 0 and of another one, whose copies are of categories. */
  private static float consistency(int second, int ofFirstCopy, int ofSecondCopy) {
    Round round =
        new CodesOnly() {
          @Override
          public Tensor realPart(String name) {
            return Tensor.input(name, Shape.of(2, CODE_SIZE));
          }
        };
    float[] images = new float[2 * CODE_SIZE];
    float[] copies = new float[2 * CODE_SIZE];
    images[0] = 100;
    images[CODE_SIZE + second] = 100;
    copies[ofFirstCopy] = 100;
    copies[CODE_SIZE + ofSecondCopy] = 100;
    Step step = Step.named("consistency").output("value", INFO_GAN.consistency(round)).build();
    try (Session session = Session.open(backend("jvm"), Map.of())) {
      float[] value =
          session
              .compile(step.program())
              .run(Map.of("code", images, "distortedCode", copies))
              .get("value");
      return Objects.requireNonNull(value)[0];
    }
  }

  /** A round in which nothing but the noise and the part that finds its code may be looked at. */
  private static class CodesOnly implements Round {
    @Override
    public Tensor noise() {
      return Tensor.input("code", Shape.of(2, CODE_SIZE + 1));
    }

    @Override
    public Tensor fakePart(String name) {
      assertThat(name).isIn("code", "distortedCode");
      return Tensor.input("found", Shape.of(2, CODE_SIZE));
    }

    @Override
    public Tensor realPart(String name) {
      throw new AssertionError("nothing is known of real images' codes");
    }

    @Override
    public Tensor realLogits() {
      throw new AssertionError("the information is not in the logits");
    }

    @Override
    public Tensor fakeLogits() {
      throw new AssertionError("the information is not in the logits");
    }

    @Override
    public Optional<Tensor> labels() {
      throw new AssertionError("InfoGAN learns without labels");
    }

    @Override
    public UnaryOperator<Tensor> generator() {
      throw new AssertionError("no other images are made");
    }

    @Override
    public Tensor real() {
      throw new AssertionError("nothing is known of real images' codes");
    }

    @Override
    public Tensor fake() {
      throw new AssertionError("the discriminator has seen the images already");
    }

    @Override
    public UnaryOperator<Tensor> discriminator() {
      throw new AssertionError("the discriminator has seen the images already");
    }

    @Override
    public Tensor random(String name, Shape shape, Distribution distribution) {
      throw new AssertionError("the information is not random");
    }
  }
}
