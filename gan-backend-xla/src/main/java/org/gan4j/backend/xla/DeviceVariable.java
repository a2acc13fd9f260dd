package org.gan4j.backend.xla;

/** A variable's value on the device: a run that updates it puts another buffer in its place. */
final class DeviceVariable {
  long buffer;

  DeviceVariable(long buffer) {
    this.buffer = buffer;
  }
}
