package org.gan4j.backend.xla.stablehlo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.program.Program;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Pad;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;

/** Small programs with every operation, whose texts are files beside the tests. */
public final class Golden {
  private static final Window STRIDED = new Window(2, 1, 1, 0, 0, 2);

  private Golden() {}

  private static Tensor input(String name, int... sizes) {
    return Tensor.input(name, Shape.of(sizes));
  }

  /** The module of each program, by the name of its file. */
  public static Map<String, Module> modules() {
    Map<String, Module> modules = new LinkedHashMap<>();
    modules.put("step", Module.of(step(), Precision.FLOAT32));
    modules.put("functions", Module.of(functions(), Precision.FLOAT32));
    modules.put("arithmetic", Module.of(arithmetic(), Precision.FLOAT32));
    modules.put("moves", Module.of(moves(), Precision.FLOAT32));
    for (Precision precision : Precision.values()) {
      modules.put("products-" + precision, Module.of(products(), precision));
    }
    return modules;
  }

  /** Scalars are one result; a variable's memory goes to its new value. */
  private static Program step() {
    Variable w = new Variable("w", Shape.of(2, 3));
    Variable fixed = new Variable("fixed", Shape.of(3));
    Tensor product = input("x", 4, 2).matMul(Tensor.of(w)).plus(Tensor.of(fixed));
    return Program.named("step")
        .output("sum", product.sum())
        .output("product", product)
        .output("mean", product.mean())
        .update(w, Tensor.of(w).times(0.1))
        .build();
  }

  private static Program functions() {
    Program.Builder program = Program.named("functions");
    for (Unary function : Unary.values()) {
      program.output(function.name(), Tensor.of(function, input("x", 2, 3)));
    }
    return program.build();
  }

  private static Tensor select(Tensor condition, Tensor ifTrue, Tensor ifFalse) {
    return Tensor.select(condition, ifTrue, ifFalse);
  }

  /**
   * Divisions through barriers; a comparison is a condition itself, a number is compared with 0.
   */
  private static Program arithmetic() {
    Tensor x = input("x", 3);
    Tensor y = input("y", 3);
    Tensor greater = x.isAbove(y);
    return Program.named("arithmetic")
        .output("constant", x.dividedBy(3))
        .output("quotients", x.dividedBy(y).dividedBy(y.dividedBy(x)))
        .output("comparison", greater)
        .output("chosen", select(greater, x, y))
        .output("chosenByNumber", select(x, y.minus(1), y.times(x)))
        .output("least", x.min(y).plus(x.max(y)))
        .build();
  }

  private static Program moves() {
    Tensor x = input("x", 2, 3);
    return Program.named("moves")
        .output("sum", Tensor.of(new Reduction(Reduction.Kind.SUM, List.of(1)), x))
        .output("largest", Tensor.of(new Reduction(Reduction.Kind.MAX, List.of(0, 1)), x))
        .output("repeated", input("row", 1, 3).broadcastTo(Shape.of(2, 3)))
        .output("reshaped", x.reshape(3, 2))
        .output("transposed", Tensor.of(new Transpose(List.of(1, 0)), x))
        .output("slice", Tensor.of(new Slice(List.of(0, 1), Shape.of(2, 2)), x))
        .output("padded", Tensor.of(new Pad(List.of(0, 1), List.of(2, 0)), x))
        .output("joined", Tensor.of(new Concat(0), x, x))
        .output("filled", Tensor.fill(Shape.of(2), Float.NaN))
        .build();
  }

  private static Program products() {
    Tensor images = input("images", 2, 5, 4, 3);
    Tensor filter = input("filter", 3, 2, 3, 6);
    Tensor convolved = Tensor.of(new Conv2d(STRIDED), images, filter);
    return Program.named("products")
        .output(
            "batched",
            Tensor.of(new MatMul(true, true), input("left", 7, 3, 2), input("right", 7, 4, 3)))
        .output("convolved", convolved)
        .output("images", Tensor.of(new Conv2dInputGradient(STRIDED, 5, 4), convolved, filter))
        .output("filter", Tensor.of(new Conv2dFilterGradient(STRIDED, 3, 2), images, convolved))
        .build();
  }
}
