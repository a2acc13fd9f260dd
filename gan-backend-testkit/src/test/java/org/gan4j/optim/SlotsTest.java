package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Tensor PARAMETER = Tensor.variable("dense/kernel", Shape.of(2));

  private static List<String> names(Slots slots) {
    return slots.initialValues().keySet().stream().map(Variable::name).toList();
  }

  @Test
  void aViewsSlotsHaveItsPartInTheirNamesAndAreAmongAllSlots() {
    Slots slots = new Slots("optimizer");
    slots.of(PARAMETER, "mean", 0);
    Slots inner = slots.within("inner");
    inner.of(PARAMETER, "mean", 1);
    inner.within("most").scalar("weight", 2);
    assertThat(names(slots))
        .containsExactly(
            "optimizer/dense/kernel/mean",
            "optimizer/inner/dense/kernel/mean",
            "optimizer/inner/most/weight");
    assertThat(slots.initialValues().values()).containsExactly(0f, 1f, 2f);
    assertThat(slots.updates()).hasSize(3);
  }

  @Test
  void slotsChangeOnlyWhenAllConditionsHold() {
    Slots slots = new Slots("s");
    Tensor a = Tensor.input("a", Shape.SCALAR);
    Tensor b = Tensor.input("b", Shape.SCALAR);
    for (Slots view :
        List.of(slots, slots.within("a").when(a), slots.within("ab").when(a).when(b))) {
      Tensor count = view.scalar("count", 0);
      // NaN shows that a value that is not taken has no influence.
      view.set(count, Tensor.select(a, count.plus(1), Tensor.scalar(Double.NaN)));
    }
    Program.Builder program = Program.named("step");
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    try (Session session =
        Session.open(new ReferenceBackend(), OptimizerPath.initialValues(slots))) {
      Executable step = session.compile(program.build());
      step.run(Map.of("a", new float[] {1}, "b", new float[] {1}));
      step.run(Map.of("a", new float[] {1}, "b", new float[] {0}));
      step.run(Map.of("a", new float[] {0}, "b", new float[] {1}));
      List<Float> counts = session.variables().stream().map(v -> session.read(v)[0]).toList();
      assertThat(counts).containsExactly(Float.NaN, 2f, 1f);
    }
  }

  @Test
  void aSlotMayBeSetAgainToWhatIsComputedAlike() {
    Slots slots = new Slots("s");
    Tensor weight = slots.scalar("weight", 0);
    slots.setDecayingSum(weight, 0.9, Tensor.scalar(1));
    slots.setDecayingSum(weight, 0.9, Tensor.scalar(1));
    assertThat(slots.updates()).hasSize(1);
  }

  @Test
  void twoRulesThatShareASlotAreToldSo() {
    Slots slots = new Slots("s");
    Tensor weight = slots.scalar("weight", 0);
    slots.set(weight, weight.plus(1));
    assertThatThrownBy(() -> slots.set(weight, weight.plus(2)))
        .hasMessage(
            "slot s/weight is given two values in one step. Two rules share the name: let one of"
                + " them use slots.within(...)");
    assertThatThrownBy(() -> slots.scalar("weight", 1))
        .hasMessageContaining("slot s/weight starts with 0.0 and with 1.0");
    slots.stepsDone();
    Slots held = slots.when(Tensor.input("sometimes", Shape.SCALAR));
    assertThatThrownBy(held::stepsDone).hasMessageContaining("s/stepsDone is given two values");
  }

  @Test
  @SuppressWarnings("NullAway") // As a caller without null checks might.
  void whatIsNoSlotIsRejected() {
    Slots slots = new Slots("s");
    assertThatThrownBy(() -> slots.set(PARAMETER, PARAMETER))
        .hasMessageContaining("dense/kernel is no slot of this optimizer");
    assertThatThrownBy(() -> slots.set(Tensor.scalar(1), PARAMETER))
        .hasMessageContaining("a slot must be a variable, not fill");
    assertThatThrownBy(() -> slots.of(PARAMETER.negate(), "mean", 0))
        .hasMessageContaining("a parameter must be a variable, not negate");
    assertThatThrownBy(() -> slots.scalar("weight", Double.NaN))
        .hasMessageContaining("slot s/weight must start with a finite 32-bit float, not NaN");
    assertThatThrownBy(() -> slots.when(PARAMETER))
        .hasMessage("the condition of slots must be a scalar, not of shape [2]");
    assertThatThrownBy(() -> slots.when(null))
        .hasMessage("the condition of slots must be given, not null");
    assertThatThrownBy(() -> slots.scalar(null, 0)).hasMessageContaining("the name of a slot");
    assertThatThrownBy(() -> slots.of(null, "mean", 0)).hasMessageContaining("a parameter");
    assertThatThrownBy(() -> slots.set(slots.scalar("x", 0), null))
        .hasMessageContaining("the next value of a slot");
    assertThatThrownBy(() -> new Slots(null)).hasMessageContaining("path");
    assertThatThrownBy(() -> slots.within(null)).hasMessageContaining("part");
  }
}
