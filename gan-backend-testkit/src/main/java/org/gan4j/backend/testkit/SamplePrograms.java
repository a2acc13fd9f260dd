package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gan4j.autodiff.Gradients;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.loss.Penalties;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.Convolution;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.Padding;
import org.gan4j.nn.Scope;
import org.gan4j.nn.TransposedConvolution;
import org.gan4j.optim.Adagrad;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Clipping;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Optimizers;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Schedule;
import org.gan4j.optim.Sgd;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Everything that gan-api composes of operations: layers, losses, penalties, optimizers, training
 * steps. What is added here is compared with the oracle on every backend, and differentiated.
 */
final class SamplePrograms {
  private static final int CLASSES = 3;

  /** Values that suit every layer, penalty and optimizer. */
  private static final Values VALUES =
      Values.normal(1)
          .with("kernel", Values.normal(0.6))
          .with("mask", Values.uniform(0, 1))
          .with("change", Values.uniform(0, 1))
          .with("labels", SamplePrograms::oneHot)
          .with("interpolation", Values.uniform(0, 1))
          .with("runningVariance", Values.uniform(0.5, 2))
          .with("square", Values.uniform(0.5, 2))
          .with("meanSquare", Values.uniform(0.5, 2))
          .with("accumulator", Values.uniform(0.5, 2))
          .with("Weight", Values.uniform(0.1, 0.9))
          .with(
              "stepsDone",
              (leaf, shape) -> {
                float[] steps = new float[shape.elementCount()];
                Arrays.fill(steps, 3);
                return steps;
              });

  private SamplePrograms() {}

  private static float[] oneHot(String leaf, Shape shape) {
    float[] labels = new float[shape.elementCount()];
    for (int sample = 0; sample < shape.size(0); sample++) {
      labels[sample * shape.size(1) + sample * sample % shape.size(1)] = 1;
    }
    return labels;
  }

  /** Functions to be compared with the oracle and differentiated. */
  static List<Sample> functions() {
    List<Sample> samples = new ArrayList<>();
    layers().forEach((name, layer) -> samples.add(layer(name, layer, Shape.of(6, 4))));
    Shape images = Shape.of(3, 2, 5, 4);
    samples.add(layer("layerNorm of images", Layers.layerNorm(), images));
    samples.add(layer("batchNorm of images", Layers.batchNorm(), images));
    samples.add(layer("flatten of images", Layers.flatten(), images));
    layersOfImages().forEach((name, layer) -> samples.add(layer(name, layer, images)));
    samples.add(layer("residualUp", Layers.residualUp(1), Shape.of(4, 1, 2, 1)));
    samples.add(spectralNorm());
    samples.add(crossEntropy());
    losses().forEach((name, loss) -> samples.addAll(loss(name, loss)));
    penalties().forEach((name, penalty) -> samples.add(penalty(name, penalty)));
    return samples;
  }

  /** Programs with updates, to be compared with the oracle. */
  static List<Case> steps() {
    List<Case> cases = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      cases.add(batchNorm(mode));
    }
    optimizers().forEach((name, optimizer) -> cases.add(optimizer(name, optimizer)));
    losses().forEach((name, loss) -> cases.addAll(trainingSteps(name, loss)));
    return cases;
  }

  private static Map<String, Network> layers() {
    Map<String, Network> layers = new LinkedHashMap<>();
    layers.put("dense", Layers.dense(3));
    layers.put("dense without bias", Layers.dense(3).withoutBias());
    layers.put("identity", Layers.identity());
    layers.put("relu", Layers.relu());
    layers.put("leakyRelu", Layers.leakyRelu(0.2));
    layers.put("elu", Layers.elu());
    layers.put("selu", Layers.selu());
    layers.put("gelu", Layers.gelu());
    layers.put("swish", Layers.swish());
    layers.put("tanh", Layers.tanh());
    layers.put("sigmoid", Layers.sigmoid());
    layers.put("softplus", Layers.softplus());
    layers.put("dropout", Layers.dropout(0.4));
    layers.put("layerNorm", Layers.layerNorm());
    layers.put("batchNorm", Layers.batchNorm());
    layers.put(
        "residual",
        Layers.residual(Layers.sequential(Layers.dense(5), Layers.tanh(), Layers.dense(4))));
    layers.put(
        "concat of inputs",
        Layers.concat(Layers.identity(), Layers.dense(2), Layers.input(Scope.LABELS)));
    layers.put("sideOutput", Layers.sideOutput("side", Layers.dense(2)));
    layers.put("lambda", Layers.lambda(x -> x.clip(-0.7, 0.9).times(x.maxOver(1))));
    layers.put("network", network(4, Layers.leakyRelu(0.2)));
    return layers;
  }

  private static Map<String, Network> layersOfImages() {
    Map<String, Network> layers = new LinkedHashMap<>();
    Convolution convolution = Layers.conv2d(3, 3);
    layers.put("conv2d", convolution);
    layers.put("conv2d of stride 2 without bias", convolution.withStride(2).withoutBias());
    layers.put("conv2d without padding", Layers.conv2d(3, 2).withPadding(Padding.VALID));
    TransposedConvolution transposed = Layers.convTranspose2d(3, 3);
    layers.put("conv2d in groups", Layers.conv2d(6, 3).withStride(2).withGroups(2));
    layers.put("convTranspose2d", transposed);
    layers.put("convTranspose2d of stride 2", transposed.withStride(2));
    layers.put("convTranspose2d to an odd size", transposed.withStride(2).withOutputSize(3, 9));
    layers.put(
        "convTranspose2d without padding", transposed.withStride(2).withPadding(Padding.VALID));
    layers.put("upsample", Layers.upsample(2));
    layers.put("upsampleBilinear", Layers.upsampleBilinear(3));
    layers.put("averagePool", Layers.sequential(Layers.reshape(4, 10, 1), Layers.averagePool(2)));
    layers.put("globalAveragePool", Layers.globalAveragePool());
    layers.put("globalSumPool", Layers.globalSumPool());
    layers.put("blur", Layers.blur());
    layers.put("diffAugment", Layers.diffAugment().withTranslation(0.4));
    layers.put("conditionalBatchNorm of images", Layers.conditionalBatchNorm());
    layers.put("instanceNorm", Layers.instanceNorm());
    layers.put("groupNorm", Layers.groupNorm(2));
    layers.put("pixelNorm", Layers.pixelNorm());
    layers.put("selfAttention", Layers.selfAttention());
    layers.put("minibatchDeviation", Layers.minibatchDeviation());
    layers.put("residualDown", Layers.sequential(Layers.reshape(4, 10, 1), Layers.residualDown(3)));
    layers.put("labelEmbedding of images", Layers.labelEmbedding(2));
    layers.put(
        "conditional discriminator",
        Layers.sequential(
            convolution.withStride(2),
            Layers.softplus(),
            Layers.globalAveragePool(),
            Layers.labelEmbedding(2),
            Layers.auxiliaryClassifier(CLASSES),
            Layers.projection()));
    return layers;
  }

  /** By its input only: no gradient flows through the direction, which depends on the kernel. */
  private static Sample spectralNorm() {
    Network network = Layers.sequential(Layers.conv2d(2, 2), Layers.flatten(), Layers.dense(2));
    Sample sample = layer("spectralNorm", Layers.spectralNorm(network), Shape.of(2, 2, 2, 1));
    List<Tensor> leaves = sample.withRespectTo();
    return new Sample(
        sample.name(), sample.value(), leaves.subList(leaves.size() - 1, leaves.size()), VALUES);
  }

  private static Sample crossEntropy() {
    Tensor logits = Tensor.input("logits", Shape.of(6, 4));
    Tensor labels = Tensor.input("labels", Shape.of(6, 4));
    return new Sample("cross-entropy", CrossEntropy.of(logits, labels), List.of(logits), VALUES);
  }

  private static Network network(int outputs, Network activation) {
    return Layers.sequential(
        Layers.dense(16), activation, Layers.dense(16), activation, Layers.dense(outputs));
  }

  private static Sample layer(String name, Network layer, Shape shape) {
    ModelTrace model = new ModelTrace("layer", layer, Mode.TRAIN);
    Tensor x = Tensor.input("x", shape);
    Tensor labels = Tensor.input("labels", Shape.of(shape.size(0), CLASSES));
    Tensor y = model.apply(x, Map.of(Scope.LABELS, labels)).output();
    List<Tensor> leaves = new ArrayList<>(model.parameters());
    leaves.add(x);
    return new Sample(name + " layer", y, leaves, VALUES);
  }

  private static Case batchNorm(Mode mode) {
    ModelTrace model = new ModelTrace("layer", Layers.batchNorm(), mode);
    Tensor y = model.apply(Tensor.input("x", Shape.of(6, 4))).output();
    Program.Builder program = Program.named("batchNorm").output("y", y);
    model.stateUpdates().forEach(u -> program.update(u.variable(), u.value()));
    return new Case("batchNorm, mode " + mode, program.build(), VALUES);
  }

  private static Map<String, Loss> losses() {
    Map<String, Loss> losses = new LinkedHashMap<>();
    losses.put("nonSaturating", GanLosses.nonSaturating());
    losses.put("minimax", GanLosses.minimax());
    losses.put("leastSquares", GanLosses.leastSquares());
    losses.put("wasserstein", GanLosses.wasserstein());
    losses.put("hinge", GanLosses.hinge());
    losses.put("relativisticPairing", GanLosses.relativisticPairing());
    return losses;
  }

  private static List<Sample> loss(String name, Loss loss) {
    Tensor real = Tensor.input("real", Shape.of(9, 1));
    Tensor fake = Tensor.input("fake", Shape.of(9, 1));
    List<Tensor> logits = List.of(real, fake);
    return List.of(
        new Sample(name + " discriminator loss", loss.discriminator(real, fake), logits, VALUES),
        new Sample(name + " generator loss", loss.generator(real, fake), logits, VALUES));
  }

  private static Map<String, Penalty> penalties() {
    Map<String, Penalty> penalties = new LinkedHashMap<>();
    penalties.put("wganGp", Penalties.wganGp(10));
    penalties.put("wganGpOneSided", Penalties.wganGpOneSided(10));
    penalties.put("r1", Penalties.r1(1));
    penalties.put("r2", Penalties.r2(1));
    penalties.put("r1 and r2", Penalties.sum(List.of(Penalties.r1(1), Penalties.r2(2))));
    return penalties;
  }

  private static Sample penalty(String name, Penalty penalty) {
    Network network = network(1, Layers.softplus());
    ModelTrace model = new ModelTrace("discriminator", network, Mode.TRAIN);
    Tensor value = penalty.of(new Samples(model));
    return new Sample(name + " penalty", value, model.parameters(), VALUES);
  }

  /** Real and generated samples as inputs of the program. */
  private record Samples(ModelTrace model) implements Penalty.Context {
    @Override
    public Tensor real() {
      return Tensor.input("real", Shape.of(5, 3));
    }

    @Override
    public Tensor fake() {
      return Tensor.input("fake", Shape.of(5, 3));
    }

    @Override
    public UnaryOperator<Tensor> discriminator() {
      return samples -> model.apply(samples).output();
    }

    @Override
    public Tensor random(String name, Shape shape, Distribution distribution) {
      return Tensor.input(name, shape);
    }
  }

  private static Map<String, Optimizer> optimizers() {
    Map<String, Optimizer> optimizers = new LinkedHashMap<>();
    Sgd sgd = Sgd.of(0.1);
    optimizers.put("SGD", sgd);
    optimizers.put("SGD with momentum", sgd.withMomentum(0.9));
    optimizers.put("SGD with Nesterov momentum", sgd.withNesterovMomentum(0.9));
    optimizers.put("RMSProp of TensorFlow 1", RmsProp.of(1e-3));
    optimizers.put("RMSProp of TensorFlow 1 with momentum", RmsProp.of(1e-3).withMomentum(0.5));
    optimizers.put("RMSProp of Keras", RmsProp.keras(1e-3));
    optimizers.put("RMSProp of PyTorch", RmsProp.pyTorch(1e-3));
    optimizers.put("Adam", Adam.of(1e-3));
    optimizers.put("AdamW", Adam.decoupled(1e-3));
    optimizers.put("Adagrad", Adagrad.of(1e-2));
    optimizers.put("linear schedule", Sgd.of(Schedule.linear(0.1, 0.01, 10)));
    optimizers.put("cosine schedule", Sgd.of(Schedule.cosine(0.1, 0.01, 10)));
    optimizers.put("exponential schedule", Sgd.of(Schedule.exponential(0.1, 0.5, 10)));
    optimizers.put("warm-up", Sgd.of(Schedule.warmUp(10, Schedule.constant(0.1))));
    optimizers.put("gradients clipped by value", Clipping.gradientsByValue(0.5, sgd));
    optimizers.put("gradients clipped by norm", Clipping.gradientsByGlobalNorm(1, sgd));
    optimizers.put("clipped weights", Clipping.weights(0.3, sgd));
    optimizers.put(
        "AdamW of pieces",
        Optimizers.chain(
            Optimizers.clipByGlobalNorm(1),
            Optimizers.scaleByAdam(0.9, 0.999, 1e-8),
            Optimizers.addDecayedWeights(0.01),
            Optimizers.scaleByLearningRate(1e-3)));
    optimizers.put("accumulation", Optimizers.accumulate(1, Adam.of(1e-3)));
    optimizers.put("lookahead", Optimizers.lookahead(2, 0.5, sgd));
    return optimizers;
  }

  private static Case optimizer(String name, Optimizer optimizer) {
    List<Tensor> parameters =
        List.of(
            Tensor.variable("kernel", Shape.of(7, 5)),
            Tensor.variable("bias", Shape.of(5)),
            Tensor.variable("scale", Shape.SCALAR));
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor parameter : parameters) {
      gradients.add(Tensor.input("gradient" + gradients.size(), parameter.shape()));
    }
    Program.Builder program = Program.named("optimizer");
    update(optimizer, parameters, gradients, program);
    return new Case("step of " + name, program.build(), VALUES);
  }

  private static void update(
      Optimizer optimizer,
      List<Tensor> parameters,
      List<Tensor> gradients,
      Program.Builder program) {
    Slots slots = new Slots("optimizer");
    List<Tensor> updated = optimizer.update(parameters, gradients, slots);
    for (int i = 0; i < updated.size(); i++) {
      program.update((Variable) parameters.get(i).op(), updated.get(i));
    }
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
  }

  /** The two players' steps with the networks of the quadratic experiment. */
  private static List<Case> trainingSteps(String name, Loss loss) {
    List<Case> steps = new ArrayList<>();
    for (boolean discriminatorMoves : List.of(true, false)) {
      ModelTrace generator =
          new ModelTrace("generator", network(2, Layers.leakyRelu(0.2)), Mode.TRAIN);
      ModelTrace discriminator =
          new ModelTrace("discriminator", network(1, Layers.leakyRelu(0.2)), Mode.TRAIN);
      Tensor fake = generator.apply(Tensor.input("noise", Shape.of(37, 2))).output();
      Tensor fakeLogits = discriminator.apply(fake).output();
      Tensor realLogits = discriminator.apply(Tensor.input("real", Shape.of(37, 2))).output();
      Tensor value =
          discriminatorMoves
              ? loss.discriminator(realLogits, fakeLogits)
              : loss.generator(realLogits, fakeLogits);
      ModelTrace moved = discriminatorMoves ? discriminator : generator;
      Program.Builder program = Program.named("step").output("loss", value);
      update(
          RmsProp.of(1e-3), moved.parameters(), Gradients.of(value, moved.parameters()), program);
      String player = discriminatorMoves ? "discriminator" : "generator";
      steps.add(new Case("step of the " + player + ", " + name, program.build(), VALUES));
    }
    return steps;
  }
}
