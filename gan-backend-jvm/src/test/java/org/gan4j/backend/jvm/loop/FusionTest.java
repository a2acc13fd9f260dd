package org.gan4j.backend.jvm.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final Tensor X = Tensor.input("x", Shape.of(6, 4));
  private static final Tensor Y = Tensor.input("y", Shape.of(6, 4));
  private static final int LANES = 4;

  private static List<Fusion.Unit> units(Tensor... outputs) {
    Program.Builder program = Program.named("program");
    for (int i = 0; i < outputs.length; i++) {
      program.output("output" + i, outputs[i]);
    }
    return Fusion.units(program.build(), node -> true);
  }

  private static List<Integer> groupSizes(List<Fusion.Unit> units) {
    return units.stream().filter(Fusion.Unit::isFused).map(unit -> unit.nodes.size()).toList();
  }

  private static void assertOrdered(List<Fusion.Unit> units) {
    Set<Tensor> known = new HashSet<>();
    for (Fusion.Unit unit : units) {
      Set<Tensor> computed = new HashSet<>(known);
      computed.removeAll(unit.nodes);
      for (Tensor node : unit.nodes) {
        assertThat(computed).as("what %s needs", node).containsAll(node.operands());
        computed.add(node);
      }
      known.addAll(unit.nodes);
    }
  }

  private static Tensor slope(Tensor x) {
    return Tensor.select(x.isAbove(0), Tensor.scalar(1), Tensor.scalar(0.2));
  }

  private static Tensor product(Tensor left) {
    return left.matMul(Tensor.input("w", Shape.of(4, 4)));
  }

  @Test
  void aSlopeIsComputedAgainFromTheProductThatItComesFrom() {
    Tensor product = product(X);
    Tensor activation = product.times(slope(product));
    List<Fusion.Unit> units = units(product(product(activation)).times(slope(product)));
    assertThat(groupSizes(units)).containsExactly(3, 3);
    assertOrdered(units);
  }

  @Test
  void aPartOfWhatIsComputedAgainMayBeThereAlready() {
    Tensor product = product(X);
    Tensor activation = product.times(slope(product));
    Tensor later = product(activation);
    List<Fusion.Unit> units = units(product(later).times(slope(product)).times(product.isAbove(0)));
    assertOrdered(units);
  }

  @Test
  void anUpdateIsComputedOnceAndWhatIsMadeOfItAgain() {
    Variable count = new Variable("count", Shape.of(6, 4));
    Tensor next = Tensor.of(count).plus(1);
    Tensor half = next.times(0.5);
    Program program =
        Program.named("program")
            .output("rate", Tensor.of(count).negate().cos().times(half))
            .update(count, next)
            .build();
    List<Fusion.Unit> units = Fusion.units(program, node -> true);
    Tensor update = program.updates().get(0).value();
    assertThat(units.stream().filter(unit -> unit.nodes.contains(update))).hasSize(1);
    assertThat(groupSizes(units)).containsExactly(3, 2);
    assertOrdered(units);
  }

  @Test
  void whatTakesTwoArraysIsNotComputedAgain() {
    Tensor sum = product(X).plus(product(Y));
    List<Fusion.Unit> units = units(product(sum.times(sum)).times(sum));
    assertThat(groupSizes(units)).containsExactly(2, 1);
  }

  @Test
  void aChainIsOneLoop() {
    assertThat(groupSizes(units(X.plus(Y).abs().times(X).negate()))).containsExactly(4);
  }

  @Test
  void resultsOfTheSameOperandsAreOneLoop() {
    assertThat(groupSizes(units(X.abs(), X.sqrt(), X.plus(Y)))).containsExactly(3);
  }

  @Test
  void loopsThatShareNothingStayApart() {
    assertThat(groupSizes(units(X.abs(), Y.abs()))).containsExactly(1, 1);
  }

  @Test
  void whatNeedsAReductionOfALoopIsNoPartOfIt() {
    Tensor roots = X.sqrt();
    List<Fusion.Unit> units = units(roots.dividedBy(roots.sum(1)));
    assertThat(groupSizes(units)).containsExactly(1, 1);
    assertOrdered(units);
  }

  @Test
  void ofTwoLoopsThatNeedEachOthersSumsOnlyOneGrows() {
    Tensor a = X.abs();
    Tensor b = Y.sqrt();
    List<Fusion.Unit> units = units(a.times(b.sum(0)), b.times(a.sum(0)));
    assertThat(groupSizes(units)).containsExactlyInAnyOrder(1, 1, 2);
    assertOrdered(units);
  }

  @Test
  void anOperationJoinsAnEarlierLoopPastAProduct() {
    Tensor a = X.abs();
    Tensor product = a.matMul(Tensor.input("w", Shape.of(4, 4)));
    List<Fusion.Unit> units = units(product.plus(a), a.negate());
    assertThat(groupSizes(units)).containsExactlyInAnyOrder(1, 2);
    assertOrdered(units);
  }

  @Test
  void whatRunsOnceIsNoPartOfALoopThatRunsRepeatedly() {
    Program program = Program.named("program").output("y", X.abs().times(Y).negate()).build();
    List<Fusion.Unit> units = Fusion.units(program, node -> node.op() != Unary.ABS);
    assertThat(groupSizes(units)).containsExactly(1, 2);
  }

  @Test
  void aSmallProductIsPartOfTheLoopThatTakesItFirst() {
    Tensor first = product(X);
    Tensor second = product(first.abs());
    List<Fusion.Unit> units = ProductFusion.join(units(second.plus(Y).times(first)), LANES);
    assertThat(groupSizes(units)).containsExactly(2, 3);
    assertOrdered(units);
  }

  @Test
  void aLoopComputesOneProductOnly() {
    List<Fusion.Unit> units = ProductFusion.join(units(product(X).plus(product(Y))), LANES);
    assertThat(groupSizes(units)).containsExactly(2);
    assertOrdered(units);
  }

  @Test
  void aProductThatASumTakesFirstStaysApart() {
    Tensor product = product(X);
    Tensor scaled = product.times(product.sum(0));
    assertThat(groupSizes(ProductFusion.join(units(scaled), LANES))).containsExactly(1);
  }

  @Test
  void aProductWorthDividingStaysApart() {
    Tensor large =
        Tensor.input("a", Shape.of(128, 128)).matMul(Tensor.input("b", Shape.of(128, 128)));
    assertThat(groupSizes(ProductFusion.join(units(large.abs()), LANES))).containsExactly(1);
  }

  @Test
  void aLongChainIsSeveralLoops() {
    Tensor y = X;
    for (int i = 0; i < 100; i++) {
      y = y.plus(Y).abs();
    }
    List<Fusion.Unit> units = units(y);
    assertThat(groupSizes(units)).containsExactly(40, 40, 40, 40, 40);
    assertOrdered(units);
  }
}
