package org.gan4j.backend.jvm.compile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Every kind of wrong order is seen, and a right one passes. */
class DataFlowTest {
  private static final Variable A = new Variable("a", Shape.of(2));
  private static final Variable B = new Variable("b", Shape.of(2));
  private static final Program PROGRAM =
      Program.named("program").update(A, Tensor.of(B)).update(B, Tensor.of(A)).build();

  private final float[] a = new float[2];
  private final float[] b = new float[2];
  private final float[] copy = new float[2];

  private static Task task(Place read, Place write) {
    return new Task(() -> {}, List.of(read), List.of(write));
  }

  private static Place at(Object value, float[] array) {
    return Place.of(value, array);
  }

  /** The tasks of a run that swaps the variables. */
  private void checkSwap(Task... tasks) {
    DataFlow.check(
        PROGRAM,
        List.of(at(A, a), at(B, b)),
        List.of(),
        List.of(),
        List.of(tasks),
        List.of(at(A, b), at(B, a)));
  }

  /** The tasks of a call and of a run that add to one variable what is computed once. */
  private void checkSum(Task once, Task... repeated) {
    DataFlow.check(
        PROGRAM,
        List.of(at(A, a), at(B, b)),
        List.of(),
        List.of(once),
        List.of(repeated),
        List.of(at("sum", a), at(B, b)));
  }

  @Test
  void aSwapByWayOfACopyPasses() {
    assertThatCode(
            () ->
                checkSwap(
                    task(at(A, a), at(A, copy)),
                    task(at(B, b), at(B, a)),
                    task(at(A, copy), at(A, b))))
        .doesNotThrowAnyException();
  }

  @Test
  void aCopyFromAVariableThatIsWrittenAlreadyIsFound() {
    assertThatIllegalStateException()
        .isThrownBy(() -> checkSwap(task(at(B, b), at(B, a)), task(at(A, a), at(A, b))))
        .withMessageContaining("would read " + A + " where there is " + B);
  }

  @Test
  void aVariableThatIsNotWrittenIsFound() {
    assertThatIllegalStateException()
        .isThrownBy(() -> checkSwap(task(at(A, a), at(A, b))))
        .withMessageContaining("would read " + B + " where there is " + A);
  }

  @Test
  void anUpdateThatIsComputedTwiceInPlaceIsFound() {
    Task sum = task(at(A, a).elementwise(), at("sum", a));
    assertThatIllegalStateException()
        .isThrownBy(() -> checkSum(task(at(B, b), at("once", copy)), sum, sum))
        .withMessageContaining("would read " + A + " where there is sum");
  }

  @Test
  void whatIsComputedOnceAndOverwrittenByARunIsFoundInTheNextRun() {
    Task sum =
        new Task(
            () -> {}, List.of(at(A, a).elementwise(), at("once", copy)), List.of(at("sum", a)));
    Task once = task(at(B, b), at("once", copy));
    assertThatCode(() -> checkSum(once, sum)).doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> checkSum(once, sum, task(at(B, b), at("other", copy))))
        .withMessageContaining("would read once where there is nothing of this run");
  }

  @Test
  void aKernelThatWritesOverWhatItReadsElsewhereIsFound() {
    assertThatIllegalStateException()
        .isThrownBy(() -> checkSum(task(at(B, b), at("once", copy)), task(at(A, a), at("sum", a))))
        .withMessageContaining("would write sum over what it works on");
  }
}
