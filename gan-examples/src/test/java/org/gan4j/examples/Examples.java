package org.gan4j.examples;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.backend.Session;
import org.gan4j.data.Curve;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Schedule;
import org.gan4j.optim.Sgd;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.step.Step;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** A valid value of each type that the library's methods take, and hostile ones. */
final class Examples {
  private static final Shape SHAPE = Shape.of(4, 2);

  private static final Map<Class<?>, Supplier<?>> VALUES =
      Map.ofEntries(
          value(int.class, () -> 2),
          value(long.class, () -> 2L),
          value(double.class, () -> 0.5),
          value(float.class, () -> 0.5f),
          value(boolean.class, () -> true),
          value(Integer.class, () -> 2),
          value(Float.class, () -> 0.5f),
          value(Double.class, () -> 0.5),
          value(String.class, () -> "name"),
          value(Object.class, () -> "object"),
          value(Class.class, () -> String.class),
          value(Throwable.class, () -> new IllegalStateException("a cause")),
          value(Path.class, () -> Path.of("does", "not", "exist")),
          value(Shape.class, () -> SHAPE),
          value(Tensor.class, () -> Tensor.input("x", SHAPE)),
          value(Op.class, () -> Unary.ABS),
          value(Variable.class, () -> new Variable("w", SHAPE)),
          value(Network.class, () -> Layers.dense(2)),
          value(Initializer.class, () -> Initializer.constant(0)),
          value(RandomStream.class, () -> RandomStream.of(1, "example")),
          value(Optimizer.class, () -> Sgd.of(0.1)),
          value(Schedule.class, () -> Schedule.constant(0.1)),
          value(Slots.class, () -> new Slots("optimizer")),
          value(Loss.class, GanLosses::hinge),
          value(Noise.class, () -> Noise.gaussian(2)),
          value(Samples.class, () -> Noise.gaussian(2)),
          value(Curve.class, Curves::quadratic),
          value(ModelTrace.class, () -> new ModelTrace("model", Layers.dense(2), Mode.TRAIN)),
          value(Program.class, () -> program()),
          value(Program.Builder.class, () -> Program.named("program")),
          value(Step.Builder.class, () -> Step.named("step")),
          value(Backend.class, () -> Backends.open("jvm")),
          value(
              Session.class,
              () ->
                  Session.open(
                      Backends.open("jvm"), Map.of(new Variable("w", SHAPE), new float[8]))),
          value(Gan.class, Examples::gan),
          value(TrainingPlan.class, () -> TrainingPlan.of(Sgd.of(0.1)).withIterations(1)));

  private static final Map<Class<?>, List<?>> HOSTILE =
      Map.of(
          int.class,
          List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30),
          long.class,
          List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
          double.class,
          List.of(
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              1e308,
              1e-50,
              -1.0,
              0.0),
          float.class,
          List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1f, 0f),
          boolean.class,
          List.of(),
          String.class,
          Arrays.asList(null, "", "no such thing"),
          int[].class,
          Arrays.asList(
              null, new int[0], new int[] {-1}, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}));

  /** What this thread makes examples of, so that none is made of itself. */
  private static final ThreadLocal<Set<Class<?>>> MAKING = ThreadLocal.withInitial(HashSet::new);

  private Examples() {}

  private static <T> Map.Entry<Class<?>, Supplier<?>> value(Class<?> type, Supplier<T> supplier) {
    return Map.entry(type, supplier);
  }

  private static Program program() {
    return Program.named("program").output("y", Tensor.input("x", SHAPE).abs()).build();
  }

  private static Gan gan() {
    return Gan.of(Noise.gaussian(2), Layers.dense(2), Layers.dense(1), GanLosses.hinge());
  }

  /** Values that a parameter of a type must not take, or only if it can. */
  static List<?> hostile(Class<?> type) {
    List<?> known = HOSTILE.get(type);
    if (known != null) {
      return known;
    }
    if (type.isArray() && !type.getComponentType().isPrimitive()) {
      return Arrays.asList(
          null,
          Array.newInstance(type.getComponentType(), 0),
          Array.newInstance(type.getComponentType(), 1));
    }
    if (type == List.class || type == Collection.class) {
      return Arrays.asList(null, List.of(), Collections.singletonList(null));
    }
    return Collections.singletonList(null);
  }

  /** Whether a method is called on an object of which there is an example. */
  static boolean hasReceiver(Method method) {
    return !method.getDeclaringClass().isInterface() && isKnown(method.getDeclaringClass());
  }

  static boolean isKnown(Executable member) {
    return Arrays.stream(member.getGenericParameterTypes()).allMatch(Examples::isKnown);
  }

  private static boolean isKnown(Type type) {
    try {
      return of(type) != null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  /** Valid arguments of a call. */
  static Object[] arguments(Executable member) throws ReflectiveOperationException {
    Type[] types = member.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = of(types[i]);
    }
    return arguments;
  }

  /** Calls a constructor or a method, the latter on an example. */
  static @Nullable Object call(Executable member, Object[] arguments)
      throws ReflectiveOperationException {
    member.setAccessible(true);
    if (member instanceof Constructor<?> constructor) {
      return constructor.newInstance(arguments);
    }
    Method method = (Method) member;
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    return method.invoke(isStatic ? null : of(method.getDeclaringClass()), arguments);
  }

  private static @Nullable Object of(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw == List.class || raw == Collection.class || raw == Set.class) {
        Object element = of(generic.getActualTypeArguments()[0]);
        return raw == Set.class ? Set.of(element) : new ArrayList<>(List.of(element));
      }
      if (raw == Map.class) {
        return Map.of(
            of(generic.getActualTypeArguments()[0]), of(generic.getActualTypeArguments()[1]));
      }
      return of(raw);
    }
    return type instanceof Class<?> known ? of(known) : null;
  }

  private static @Nullable Object of(Class<?> type) throws ReflectiveOperationException {
    Supplier<?> value = VALUES.get(type);
    if (value != null) {
      return value.get();
    }
    if (!MAKING.get().add(type)) {
      return null;
    }
    try {
      return made(type);
    } finally {
      MAKING.get().remove(type);
    }
  }

  private static @Nullable Object made(Class<?> type) throws ReflectiveOperationException {
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 2);
      for (int i = 0; i < 2; i++) {
        Array.set(array, i, of(type.getComponentType()));
      }
      return array;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isInterface()) {
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> answer(method));
    }
    if (type.isRecord()) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      return made(type.getDeclaredConstructor(types));
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      return made(constructor);
    }
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isStatic(method.getModifiers())
          && Modifier.isPublic(method.getModifiers())
          && method.getReturnType() == type
          && !Arrays.asList(method.getParameterTypes()).contains(type)) {
        return made(method);
      }
    }
    return null;
  }

  private static @Nullable Object answer(Method method) throws ReflectiveOperationException {
    return method.getReturnType() == void.class ? null : of(method.getGenericReturnType());
  }

  private static @Nullable Object made(Executable member) throws ReflectiveOperationException {
    try {
      return call(member, arguments(member));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("there is no example by " + member, e.getCause());
    }
  }
}
