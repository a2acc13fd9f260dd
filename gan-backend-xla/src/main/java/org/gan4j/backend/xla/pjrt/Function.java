package org.gan4j.backend.xla.pjrt;

/**
 * The functions that gan4j calls: where the plug-in's table ({@code PJRT_Api}) has the pointer, and
 * how large the struct of arguments is. Since version 0.57 layouts only grow at their ends.
 */
enum Function {
  ERROR_DESTROY(40, 24),
  ERROR_MESSAGE(48, 40),
  ERROR_GET_CODE(56, 32),
  PLUGIN_INITIALIZE(64, 16),
  EVENT_DESTROY(80, 24),
  EVENT_AWAIT(104, 24),
  CLIENT_CREATE(120, 88),
  CLIENT_PLATFORM_NAME(136, 40),
  CLIENT_ADDRESSABLE_DEVICES(168, 40),
  CLIENT_COMPILE(200, 56),
  CLIENT_BUFFER_FROM_HOST_BUFFER(216, 120),
  DEVICE_DESCRIPTION_KIND(248, 40),
  DEVICE_GET_DESCRIPTION(272, 32),
  EXECUTABLE_DESTROY(360, 24),
  EXECUTABLE_SERIALIZE(432, 56),
  LOADED_EXECUTABLE_DESTROY(440, 24),
  LOADED_EXECUTABLE_GET_EXECUTABLE(448, 32),
  LOADED_EXECUTABLE_EXECUTE(480, 80),
  EXECUTABLE_DESERIALIZE_AND_LOAD(488, 64),
  BUFFER_DESTROY(504, 24),
  BUFFER_TO_HOST_BUFFER(600, 56),
  BUFFER_READY_EVENT(616, 32),
  BUFFER_UNSAFE_POINTER(624, 32);

  final int offset;
  final int argumentsSize;

  Function(int offset, int argumentsSize) {
    this.offset = offset;
    this.argumentsSize = argumentsSize;
  }
}
