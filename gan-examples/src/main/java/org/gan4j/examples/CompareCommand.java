package org.gan4j.examples;

import picocli.CommandLine.Command;

@Command(
    name = "compare",
    description = "Trains an experiment on several backends and reports how they differ.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "EXPERIMENT",
    subcommands = {CompareQuadraticCommand.class})
final class CompareCommand {}
