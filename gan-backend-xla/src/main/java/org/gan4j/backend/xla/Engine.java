package org.gan4j.backend.xla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;
import org.gan4j.backend.DeviceMemoryException;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.Client;
import org.gan4j.backend.xla.pjrt.CompileOptions;
import org.gan4j.backend.xla.pjrt.LoadedProgram;
import org.gan4j.backend.xla.pjrt.NativeEnvironment;
import org.gan4j.backend.xla.pjrt.PjrtException;
import org.gan4j.backend.xla.pjrt.Plugin;
import org.gan4j.backend.xla.pjrt.PluginException;
import org.gan4j.backend.xla.stablehlo.Precision;

/**
 * A device at work, with the threads and the memory that this takes: one for the same settings,
 * until the JVM ends, since a plug-in cannot be unloaded and starting one on a GPU takes half a
 * second.
 */
final class Engine {
  private static final String ERRORS_ONLY = "3";
  private static final Map<Path, Plugin> PLUGINS = new HashMap<>();
  private static final Map<BackendSettings, Engine> ENGINES = new HashMap<>();

  private final Device device;
  private final int threads;
  private final Options options;
  private final Client client;
  private final CompileOptions compileOptions;
  private final String description;
  private final Optional<ProgramCache> cache;
  private final CompiledModules modules = new CompiledModules(this::compile);

  /**
   * The device with these settings.
   *
   * @throws BackendUnavailableException if there is no such device, or no plug-in for it
   * @throws IllegalArgumentException if the settings are wrong
   */
  static Engine load(BackendSettings settings) {
    synchronized (ENGINES) {
      Engine known = ENGINES.get(settings);
      if (known == null) {
        known = start(settings);
        ENGINES.put(settings, known);
      }
      return known;
    }
  }

  private static Engine start(BackendSettings settings) {
    Options options = Options.of(settings);
    List<String> failures = new ArrayList<>();
    for (Device device : Device.candidates(settings.device())) {
      try {
        return new Engine(device, settings.threads(), options);
      } catch (PluginException | PjrtException e) {
        failures.add(e.getMessage());
      }
    }
    throw new BackendUnavailableException(
        XlaBackend.NAME,
        String.join("; ", failures),
        "choose another device, such as cpu, or update the plug-in and the driver");
  }

  private Engine(Device device, int threads, Options options) {
    this.device = device;
    this.threads = threads;
    this.options = options;
    Map<String, String> environment = new HashMap<>();
    environment.put("TF_CPP_MIN_LOG_LEVEL", ERRORS_ONLY);
    if (threads > 0) {
      environment.put("PJRT_NPROC", String.valueOf(threads));
    }
    Map<String, Object> clientOptions =
        device.kind().clientOptions(device.ordinal(), options.memoryFraction());
    Plugin plugin =
        NativeEnvironment.with(
            environment, () -> PLUGINS.computeIfAbsent(device.plugin(), Plugin::load));
    this.client = NativeEnvironment.with(environment, () -> new Client(plugin, clientOptions));
    Map<String, Object> flags =
        device.kind().compilerFlags(options.deterministic(), device.plugin());
    this.compileOptions = CompileOptions.of(flags);
    this.description = describe(plugin);
    this.cache =
        options
            .cache()
            .map(
                folder ->
                    new ProgramCache(
                        folder,
                        String.join(
                            "\n",
                            identity(device.plugin()),
                            description,
                            flags.toString(),
                            Processor.features())));
  }

  private String describe(Plugin plugin) {
    List<String> parts = new ArrayList<>();
    parts.add("XLA by PJRT " + plugin.version());
    parts.add(
        device.kind().isGpu() ? device + " (" + client.deviceKind() + ")" : device.toString());
    if (threads > 0) {
      parts.add(threads + (threads == 1 ? " thread" : " threads"));
    }
    if (options.precision() != Precision.FLOAT32) {
      parts.add("products in " + options.precision().name().toLowerCase(Locale.ROOT));
    }
    return String.join(", ", parts);
  }

  /** What tells a plug-in's file from others; it is too large to read for that. */
  private static String identity(Path plugin) {
    try {
      return plugin + " " + Files.size(plugin) + " " + Files.getLastModifiedTime(plugin);
    } catch (IOException e) {
      return plugin.toString();
    }
  }

  /** Such as {@code XLA by PJRT 0.106, cpu, 2 threads}. */
  String description() {
    return description;
  }

  Precision precision() {
    return options.precision();
  }

  Buffers buffers() {
    return client.buffers();
  }

  /** The compiled modules of this device. */
  CompiledModules modules() {
    return modules;
  }

  private LoadedProgram compile(String text) {
    return guarded(
        () ->
            cache
                .flatMap(programs -> programs.get(text))
                .flatMap(this::loaded)
                .orElseGet(() -> compileNew(text)));
  }

  private Optional<LoadedProgram> loaded(byte[] program) {
    try {
      return Optional.of(client.load(program));
    } catch (PjrtException unusable) {
      return Optional.empty();
    }
  }

  private LoadedProgram compileNew(String text) {
    LoadedProgram compiled = DeepStack.call(() -> client.compile(text, compileOptions));
    cache.ifPresent(programs -> keep(programs, text, compiled));
    return compiled;
  }

  private static void keep(ProgramCache programs, String text, LoadedProgram compiled) {
    try {
      programs.put(text, compiled.serialized());
    } catch (PjrtException cannotSerialize) {
      // Not every plug-in can.
    }
  }

  /** Says of a lack of memory what can be done about it. */
  <T> T guarded(Supplier<T> action) {
    try {
      return action.get();
    } catch (PjrtException e) {
      throw explained(e);
    }
  }

  /** The exception for the user. */
  RuntimeException explained(PjrtException failure) {
    if (!failure.isLackOfMemory()) {
      return failure;
    }
    String fix = device.kind().isGpu() ? "raise the option memory-fraction" : "";
    return new DeviceMemoryException(XlaBackend.NAME, device.toString(), fix, failure);
  }
}
