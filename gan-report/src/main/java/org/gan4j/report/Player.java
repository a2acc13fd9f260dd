package org.gan4j.report;

/** Around whose steps of an iteration a picture shows the features. */
enum Player {
  DISCRIMINATOR,
  GENERATOR;

  History.Features before(History.Frame frame) {
    return this == DISCRIMINATOR ? frame.start() : frame.middle();
  }

  History.Features after(History.Frame frame) {
    return this == DISCRIMINATOR ? frame.middle() : frame.end();
  }

  /** The pictures around the generator's steps are the usual ones and have none. */
  String filePrefix() {
    return this == DISCRIMINATOR ? "discriminator_" : "";
  }

  @Override
  public String toString() {
    return this == DISCRIMINATOR ? "discriminator" : "generator";
  }
}
