package org.gan4j.examples;

import java.util.concurrent.Callable;
import org.gan4j.examples.ImageSettings.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "cifar10",
    description = "Small photographs of ten kinds, 32x32 RGB (the binary version).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Cifar10Command implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ImageOptions options = new ImageOptions();

  @Override
  public Integer call() throws Exception {
    return options.train(DataSet.CIFAR10, spec.commandLine());
  }
}
