package org.gan4j.backend.jvm;

import org.gan4j.backend.jvm.lanes.VectorKernels;
import org.gan4j.backend.testkit.Agreement;
import org.gan4j.backend.testkit.Case;
import org.gan4j.backend.testkit.Values;
import org.gan4j.program.Program;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Loops that compute a product too, on any CPU. */
class JoinedProductsTest {
  private static void assertRight(Program.Builder program) {
    Agreement.of(new JvmBackend(new VectorKernels(/* joinsProducts= */ true)))
        .check(new Case("product", program.build(), Values.integers()));
  }

  @Test
  void aVariableThatAProductReadsTakesAFunctionOfTheProduct() {
    Variable a = new Variable("a", Shape.of(32, 32));
    Tensor product = Tensor.of(a).matMul(Tensor.input("w", Shape.of(32, 32)));
    assertRight(Program.named("program").update(a, product.plus(1)));
  }

  @Test
  void aProductIsAddedToItsOwnOperandReshaped() {
    Variable a = new Variable("a", Shape.of(32, 1));
    Tensor x = Tensor.of(a).times(2);
    Tensor product = Tensor.of(new MatMul(true, false), x, Tensor.input("w", Shape.of(32, 32)));
    Tensor sum = product.plus(x.reshape(1, 32));
    assertRight(
        Program.named("program")
            .output("sin", sum.times(1.0 / 64).sin())
            .update(a, Tensor.of(a).negate()));
  }

  /** The loop computes the product's operand again, but the product needs it in memory. */
  @Test
  void aProductIsComparedWithWhatItsOwnOperandTakes() {
    Variable a = new Variable("a", Shape.of(2, 2));
    Tensor operand = Tensor.of(a).plus(1);
    Tensor ones = Tensor.scalar(1).broadcastTo(a.shape());
    assertRight(Program.named("program").update(a, operand.min(6).max(ones.matMul(operand))));
  }
}
