package org.gan4j.examples;

import java.util.concurrent.Callable;
import org.gan4j.examples.ImageSettings.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "mnist",
    description = "Handwritten digits, 28x28 grey (IDX files).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MnistCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ImageOptions options = new ImageOptions();

  @Override
  public Integer call() throws Exception {
    return options.train(DataSet.MNIST, spec.commandLine());
  }
}
