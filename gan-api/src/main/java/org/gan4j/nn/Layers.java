package org.gan4j.nn;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * The layers of gan4j, to be imported statically:
 *
 * <pre>{@code
 * Network discriminator =
 *     sequential(dense(16), leakyRelu(0.2), dense(2).named("features"), dense(1));
 * }</pre>
 */
public final class Layers {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static final double NORM_EPSILON = 1e-5;

  /** The name of the value that an auxiliary classifier makes. */
  public static final String CLASS_LOGITS = "classLogits";

  private Layers() {}

  /** Networks one after another. */
  public static Network sequential(Network... parts) {
    return new Sequential(Check.allGiven("parts", parts));
  }

  /** Networks one after another. */
  public static Network sequential(List<Network> parts) {
    return new Sequential(parts);
  }

  /** A fully connected layer with this many outputs. */
  public static Dense dense(int units) {
    return Dense.of(units);
  }

  /** A function of the user's without parameters, as a layer. */
  public static Network lambda(UnaryOperator<Tensor> function) {
    return new Activation("lambda", function);
  }

  /** The input unchanged. */
  public static Network identity() {
    return new Activation("identity", x -> x);
  }

  /** {@code max(x, 0)}; the derivative at 0 is 0. */
  public static Network relu() {
    return new Activation("relu", Layers::rectified);
  }

  /**
   * {@code x} above 0, {@code slope * x} elsewhere; Maas et al. 2013.
   *
   * @param slope usually 0.2 in GANs
   */
  public static Network leakyRelu(double slope) {
    Check.finite("leakyRelu's slope", slope);
    return new Activation(
        "leakyRelu",
        x -> x.times(Tensor.select(x.isAbove(0), Tensor.scalar(1), Tensor.scalar(slope))));
  }

  /** {@code x} above 0, {@code exp(x) - 1} elsewhere; Clevert et al. 2016 with alpha 1. */
  public static Network elu() {
    return new Activation("elu", x -> exponentialLinear(x, 1));
  }

  /** ELU scaled to keep mean 0 and variance 1; Klambauer et al. 2017. */
  public static Network selu() {
    return new Activation("selu", x -> exponentialLinear(x, SELU_ALPHA).times(SELU_SCALE));
  }

  /** {@code x * Phi(x)} with the exact normal distribution function; Hendrycks and Gimpel 2016. */
  public static Network gelu() {
    return new Activation("gelu", x -> x.times(x.times(Math.sqrt(0.5)).erf().plus(1)).times(0.5));
  }

  /** {@code x * sigmoid(x)}, also called SiLU; Ramachandran et al. 2017. */
  public static Network swish() {
    return new Activation("swish", x -> x.times(x.sigmoid()));
  }

  /** The hyperbolic tangent of each value, within [-1, 1]. */
  public static Network tanh() {
    return new Activation("tanh", Tensor::tanh);
  }

  /** {@code 1 / (1 + exp(-x))} of each value, within [0, 1]. */
  public static Network sigmoid() {
    return new Activation("sigmoid", Tensor::sigmoid);
  }

  /** {@code log(1 + exp(x))} of each value, above 0. */
  public static Network softplus() {
    return new Activation("softplus", Tensor::softplus);
  }

  /** All axes but the batch made one: from {@code [batch, ...]} to {@code [batch, features]}. */
  public static Network flatten() {
    return new Activation(
        "flatten", x -> x.reshape(x.shape().size(0), x.shape().count(1, x.shape().rank())));
  }

  /** While training, drops each value with this probability, in [0, 1). */
  public static Network dropout(double rate) {
    return new Dropout(rate);
  }

  /**
   * Layer normalization: each sample to mean 0 and variance 1 over all axes but the batch, with
   * epsilon 1e-5, then a trained scale and offset over the last axis. Ba et al. 2016.
   */
  public static Network layerNorm() {
    return new GroupNorm("layerNorm", channels -> 1, NORM_EPSILON);
  }

  /**
   * Group normalization: each group of channels of each sample to mean 0 and variance 1, with
   * epsilon 1e-5, then a trained scale and offset for each channel. Wu and He 2018.
   *
   * @param groups at least 1; must divide the channels
   */
  public static Network groupNorm(int groups) {
    Requirements.requirePositive("group norm", "group", groups);
    return new GroupNorm("groupNorm", channels -> groups, NORM_EPSILON);
  }

  /** Each channel of each image normalized on its own. Ulyanov et al. 2016. */
  public static Network instanceNorm() {
    return new GroupNorm("instanceNorm", channels -> channels, NORM_EPSILON);
  }

  /** Each pixel's channels divided by their root mean square, epsilon 1e-8. Karras et al. 2018. */
  public static Network pixelNorm() {
    return new Activation("pixelNorm", x -> x.dividedBy(x.square().mean(-1).plus(1e-8).sqrt()));
  }

  /** Batch normalization with momentum 0.99 and epsilon 1e-5. */
  public static BatchNorm batchNorm() {
    return BatchNorm.of();
  }

  /**
   * A network whose kernels are divided by their largest singular value, estimated by one step of
   * the power iteration each time it trains; of several layers, each on its own. Miyato et al.
   * 2018.
   */
  public static Network spectralNorm(Network network) {
    return new SpectralNorm(network);
  }

  /** A network whose input is added to its output, which must have the same shape. */
  public static Network residual(Network body) {
    return residual(body, identity());
  }

  /** The sum of two networks' outputs, which must have the same shape. */
  public static Network residual(Network body, Network shortcut) {
    return new Residual(body, shortcut);
  }

  /**
   * A residual block that doubles the size of images: twice batch norm, ReLU and a 3x3 convolution,
   * the first after upsampling; 1x1 on the shortcut. Miyato et al. 2018.
   */
  public static Network residualUp(int filters) {
    return residualUp(filters, batchNorm());
  }

  /**
   * The same with another normalization, such as {@link #conditionalBatchNorm()}, whose parameters
   * the two places do not share.
   */
  public static Network residualUp(int filters, Network normalization) {
    return residual(
        sequential(
            normalization,
            relu(),
            upsample(2),
            conv2d(filters, 3).withoutBias(),
            normalization,
            relu(),
            conv2d(filters, 3)),
        sequential(upsample(2), conv2d(filters, 1)));
  }

  /**
   * A residual block that halves the size of images: twice ReLU and a 3x3 convolution, then average
   * pooling; 1x1 on the shortcut. Miyato et al. 2018.
   */
  public static Network residualDown(int filters) {
    return residual(
        sequential(relu(), conv2d(filters, 3), relu(), conv2d(filters, 3), averagePool(2)),
        sequential(conv2d(filters, 1), averagePool(2)));
  }

  // Layers that branch.

  /**
   * What several networks make of one input, side by side along the last axis. With {@link
   * #identity()} among them it is the skip connection of a U-Net; Ronneberger et al. 2015.
   */
  public static Network concat(Network... branches) {
    return new Concatenation(Check.allGiven("branches", branches));
  }

  /**
   * The input unchanged, while a network beside it makes something of it that can be asked for by
   * its name: a second head on a discriminator's body.
   */
  public static Network sideOutput(String name, Network network) {
    return new SideOutput(name, network);
  }

  /**
   * What the network is given under a name besides the tensor that flows through it, which is left
   * aside: {@code concat(identity(), input("code"))} is a pair. See {@link Scope#input}.
   */
  public static Network input(String name) {
    return new NamedInput(name);
  }

  // Layers of images [batch, height, width, channels].

  /** A convolution with square filters, stride 1 and the padding that keeps the images' size. */
  public static Convolution conv2d(int filters, int size) {
    return Convolution.of(filters, size);
  }

  /** A transposed convolution with square filters, which enlarges images by its stride. */
  public static TransposedConvolution convTranspose2d(int filters, int size) {
    return TransposedConvolution.of(filters, size);
  }

  /** Enlarges images by a whole factor, repeating each pixel. */
  public static Network upsample(int factor) {
    return new Upsample(factor, false);
  }

  /**
   * Enlarges images by a whole factor, interpolating linearly between the centres of pixels; beyond
   * the outermost centres the edge continues (as TensorFlow's and PyTorch's resizing without
   * aligned corners).
   */
  public static Network upsampleBilinear(int factor) {
    return new Upsample(factor, true);
  }

  /** The mean of each square of this many pixels a side, which must divide the images. */
  public static Network averagePool(int size) {
    return new AveragePool(size);
  }

  /**
   * The weighted mean of each pixel and its neighbours, 1 : 2 : 1 along both axes; beyond the edge
   * images are 0. After {@link #upsample} by 2 it interpolates linearly, and before {@link
   * #averagePool} of 2 it removes what smaller images cannot show: the resampling of StyleGAN2,
   * Karras et al. 2020, with the filter 1 : 3 : 3 : 1.
   */
  public static Network blur() {
    return new Blur();
  }

  /** The sum of all pixels: from images to {@code [batch, channels]}. */
  public static Network globalSumPool() {
    return new Activation("globalSumPool", Layers::pixelSum);
  }

  /** The mean of all pixels: from images to {@code [batch, channels]}. */
  public static Network globalAveragePool() {
    return new Activation("globalAveragePool", Layers::meanPixel);
  }

  /**
   * Every pixel looks at every other: {@code x + gamma * attention(x)}, gamma trained from 0. Zhang
   * et al. 2019.
   */
  public static Network selfAttention() {
    return new SelfAttention();
  }

  /**
   * One more channel (or feature) with the mean standard deviation of the batch, epsilon 1e-8, by
   * which a discriminator sees that samples are too alike. Karras et al. 2018.
   */
  public static Network minibatchDeviation() {
    return new MinibatchDeviation(1e-8);
  }

  /** Random changes of images that gradients flow through, as strong as in the paper. */
  public static DiffAugment diffAugment() {
    return DiffAugment.of();
  }

  /** The samples in another shape: from {@code [batch, ...]} to {@code [batch, sizes...]}. */
  public static Network reshape(int... sizes) {
    Shape sample = Shape.of(sizes);
    return new Activation("reshape", x -> x.reshape(sample.prepend(x.shape().size(0))));
  }

  // Layers that know the samples' classes.

  /**
   * The input and, after its last axis, this many trained values for each sample's class, the same
   * at every pixel. Mirza and Osindero 2014.
   */
  public static Network labelEmbedding(int size) {
    return new LabelEmbedding(size);
  }

  /**
   * Batch normalization whose scale and offset are trained for each class, starting at 1 and 0;
   * otherwise as {@link #batchNorm()}. De Vries et al. 2017, in GANs Miyato and Koyama 2018.
   */
  public static Network conditionalBatchNorm() {
    return new ConditionalBatchNorm(batchNorm());
  }

  /**
   * The end of a conditional discriminator: from features {@code [batch, n]} to logits {@code w x +
   * b + embedding(class) x}. Miyato and Koyama 2018.
   */
  public static Network projection() {
    return new Projection();
  }

  /**
   * The input unchanged, while a network beside it makes logits {@code [batch, classes]} of it, by
   * which both players are told to get the classes right: the auxiliary classifier of ACGAN, Odena
   * et al. 2017. {@code Gan.withClasses} gives its weight.
   */
  public static Network auxiliaryClassifier(int classes) {
    return sideOutput(CLASS_LOGITS, dense(classes));
  }

  private static Tensor pixelSum(Tensor images) {
    Shape shape = Requirements.requireImages("globalSumPool", images);
    return images.sum(1, 2).reshape(shape.size(0), shape.size(3));
  }

  private static Tensor meanPixel(Tensor images) {
    Shape shape = Requirements.requireImages("globalAveragePool", images);
    return images.mean(1, 2).reshape(shape.size(0), shape.size(3));
  }

  /** The zeros stand on the left, since the gradient of a tie goes there; NaN stays NaN. */
  private static Tensor rectified(Tensor x) {
    return Tensor.zeros(x.shape()).max(x);
  }

  /** The exponent is limited to 0 so that the side not taken cannot overflow. */
  private static Tensor exponentialLinear(Tensor x, double alpha) {
    Tensor negative = x.min(0).expm1().times(alpha);
    return Tensor.select(x.isAbove(0), x, negative);
  }
}
