package org.gan4j.examples;

import picocli.CommandLine.Command;

@Command(
    name = "train",
    description = "Trains an experiment and leaves a run folder.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "EXPERIMENT",
    subcommands = {QuadraticCommand.class, MnistCommand.class, Cifar10Command.class})
final class TrainCommand {}
