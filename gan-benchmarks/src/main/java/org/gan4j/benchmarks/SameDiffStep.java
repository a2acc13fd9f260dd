package org.gan4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The optimizer steps of the quadratic experiment by ND4J's own automatic differentiation,
 * SameDiff: the yardstick of the ND4J backend. The networks, losses and the rule of RMSProp are
 * those of {@link HandWrittenStep}; the gradients are SameDiff's, the updates operations on its
 * arrays in place. It runs on one thread, which is fastest for arrays as small as these.
 */
final class SameDiffStep implements PlayersSteps {
  private final INDArray real;
  private final INDArray noise;
  private final Player discriminator;
  private final Player generator;

  private record Parameter(String name, INDArray value, INDArray meanSquare) {

    static List<Parameter> all(String network, float[] values, int... sizes) {
      List<Parameter> all = new ArrayList<>();
      int at = 0;
      for (int layer = 1; layer < sizes.length; layer++) {
        int kernel = sizes[layer - 1] * sizes[layer];
        all.add(of(network + "/kernel" + layer, values, at, sizes[layer - 1], sizes[layer]));
        all.add(of(network + "/bias" + layer, values, at + kernel, 1, sizes[layer]));
        at += kernel + sizes[layer];
      }
      return all;
    }

    private static Parameter of(String name, float[] values, int at, int rows, int columns) {
      float[] own = Arrays.copyOfRange(values, at, at + rows * columns);
      // Not reshaped to it: SameDiff would copy a view, and the graphs would not share the value.
      INDArray value = Nd4j.create(own, rows, columns);
      return new Parameter(name, value, Nd4j.onesLike(value));
    }

    void update(INDArray gradient) {
      meanSquare.addi(gradient.mul(gradient).subi(meanSquare).muli(0.1));
      value.subi(gradient.mul(1e-3).divi(Transforms.sqrt(meanSquare.add(1e-10), false)));
    }
  }

  /** The graph of one player's loss; the other's parameters are constants in it. */
  private static final class Player {
    private static final String LOSS = "loss";

    private final SameDiff graph = SameDiff.create();
    private final List<Parameter> moving;

    Player(List<Parameter> moving, List<Parameter> frozen) {
      this.moving = moving;
      moving.forEach(parameter -> graph.var(parameter.name, parameter.value));
      frozen.forEach(parameter -> graph.constant(parameter.name, parameter.value));
    }

    SDVariable input(String name, int batch) {
      return graph.placeHolder(name, DataType.FLOAT, batch, 2);
    }

    SDVariable generate(SDVariable noisePoints) {
      return apply("generator", 3, noisePoints);
    }

    SDVariable judge(SDVariable points) {
      return apply("discriminator", 4, points);
    }

    private SDVariable apply(String network, int layers, SDVariable input) {
      SDVariable x = input;
      for (int layer = 1; layer <= layers; layer++) {
        x = x.mmul(graph.getVariable(network + "/kernel" + layer));
        x = x.add(graph.getVariable(network + "/bias" + layer));
        x = layer <= 2 ? graph.nn.leakyRelu(x, 0.2) : x;
      }
      return x;
    }

    /** The mean of log(1 + exp(x)), computed so that it does not overflow. */
    SDVariable meanSoftplus(SDVariable x) {
      SDVariable tail = graph.math.log1p(graph.math.exp(graph.math.abs(x).neg()));
      return graph.nn.relu(x, 0).add(tail).mean();
    }

    void minimize(SDVariable loss) {
      loss.rename(LOSS);
      graph.setLossVariables(LOSS);
    }

    float step(Map<String, INDArray> batches) {
      OutAndGrad result =
          graph.calculateGradientsAndOutputs(
              batches, List.of(LOSS), moving.stream().map(Parameter::name).toList());
      Map<String, INDArray> gradients = result.getGradients();
      for (Parameter parameter : moving) {
        parameter.update(Objects.requireNonNull(gradients.get(parameter.name)));
      }
      return Objects.requireNonNull(result.getOutputs().get(LOSS)).getFloat(0);
    }
  }

  /** The arguments are those of {@link HandWrittenStep}. */
  SameDiffStep(float[] generator, float[] discriminator, float[] real, float[] noise) {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
    int batch = real.length / 2;
    this.real = Nd4j.createFromArray(real).reshape(batch, 2);
    this.noise = Nd4j.createFromArray(noise).reshape(batch, 2);
    List<Parameter> ofGenerator = Parameter.all("generator", generator, 2, 16, 16, 2);
    List<Parameter> ofDiscriminator =
        Parameter.all("discriminator", discriminator, 2, 16, 16, 2, 1);

    Player d = new Player(ofDiscriminator, ofGenerator);
    SDVariable fakeLogits = d.judge(d.generate(d.input("noise", batch)));
    SDVariable realLogits = d.judge(d.input("real", batch));
    d.minimize(d.meanSoftplus(realLogits.neg()).add(d.meanSoftplus(fakeLogits)));
    this.discriminator = d;

    Player g = new Player(ofGenerator, ofDiscriminator);
    SDVariable judged = g.judge(g.generate(g.input("noise", batch)));
    g.minimize(g.meanSoftplus(judged.neg()));
    this.generator = g;
  }

  @Override
  public float discriminatorStep() {
    return discriminator.step(Map.of("real", real, "noise", noise));
  }

  @Override
  public float generatorStep() {
    return generator.step(Map.of("noise", noise));
  }
}
