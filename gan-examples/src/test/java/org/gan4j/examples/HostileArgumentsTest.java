package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Calls every public constructor and method of gan-api once for each argument and each hostile
 * value of it, the other arguments being {@link Examples}. A call must do its work or say at once,
 * in a sentence of its own, what is wrong: what is not a number, or not given, is never accepted.
 */
class HostileArgumentsTest {
  private static final List<String> PACKAGES =
      List.of(
          "autodiff",
          "backend",
          "classifier",
          "data",
          "gan",
          "loss",
          "metrics",
          "nn",
          "optim",
          "program",
          "random",
          "step",
          "tensor",
          "train");

  private static final List<Double> NOT_FINITE =
      List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308);

  /** Members that may accept what others must not, or throw otherwise, each with the reason. */
  private static final List<Exempt> EXEMPT =
      List.of(
          new Exempt(".*\\.equals", "equality with anything is false"),
          new Exempt("tensor\\.(Tensor|Fill|Unary|Binary)\\..*", "any float may be a constant"),
          new Exempt("tensor\\..*\\.(accept|gradients|resultShape)", "only passes call them"),
          new Exempt("optim\\..*\\.(update|updateOne|transform)", "only a step calls them"),
          new Exempt("random\\.RandomStream\\.fill.*", "a loop that is too hot for checks"),
          new Exempt(".*\\.fill", "training calls it for each batch"),
          new Exempt("metrics\\..*", "figures may be infinite; rows are the caller's own"),
          new Exempt(".*\\.(verticalDistance|nearestMode|distance)", "of any point, also of none"),
          new Exempt("data\\.NonFinite\\..*", "it tells which value is not finite"),
          new Exempt("data\\.(Cifar10|Csv|Mnist|Provenance).*", "Files refuses a null path"),
          new Exempt(".*Exception\\..*", "an exception refuses nothing"),
          new Exempt("train\\.Checkpoints\\.training.*", "only a training calls them"),
          new Exempt("train\\.(TrainingSummary|LossLog|SafeTensors.*)\\..*", "made by training"),
          new Exempt("step\\.OneHot\\.new", "a batch may need more memory than there is"),
          new Exempt("step\\.Inference\\.(run|apply)", "the example has no variables"));

  private record Exempt(String members, String reason) {
    boolean matches(String member) {
      return Pattern.matches("org\\.gan4j\\." + members, member);
    }
  }

  /** A call with one hostile argument. */
  private record Attempt(Executable member, int position, @Nullable Object value) {

    String name() {
      return member.getDeclaringClass().getName()
          + (member instanceof Method method ? "." + method.getName() : ".new");
    }

    @Override
    public String toString() {
      Parameter parameter = member.getParameters()[position];
      String text = value instanceof Object[] array ? Arrays.toString(array) : "" + value;
      return "%s(%s %s = %s)"
          .formatted(name(), parameter.getType().getSimpleName(), parameter.getName(), text);
    }

    /** What is wrong with the outcome, or nothing. */
    Stream<String> complaints() {
      if (EXEMPT.stream().anyMatch(exempt -> exempt.matches(name()))) {
        return Stream.empty();
      }
      FutureTask<@Nullable Object> task = new FutureTask<>(this::call);
      Thread thread = new Thread(task, toString());
      thread.setDaemon(true);
      thread.start();
      try {
        task.get(20, TimeUnit.SECONDS);
        return isNeverValid() ? Stream.of(this + " is accepted") : Stream.empty();
      } catch (TimeoutException e) {
        return Stream.of(this + " hangs");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } catch (ExecutionException e) {
        Throwable thrown =
            e.getCause() instanceof InvocationTargetException in ? in.getCause() : e.getCause();
        return isHelpful(thrown) ? Stream.empty() : Stream.of(this + " throws " + thrown);
      }
    }

    private @Nullable Object call() throws ReflectiveOperationException {
      Object[] arguments = Examples.arguments(member);
      arguments[position] = value;
      return Examples.call(member, arguments);
    }

    private boolean isNeverValid() {
      if (value == null) {
        return !isNullable(member, position);
      }
      if (value instanceof Number number && (value instanceof Double || value instanceof Float)) {
        return NOT_FINITE.contains(number.doubleValue()) || Float.isInfinite(number.floatValue());
      }
      return (value instanceof Object[] array && array.length == 1 && array[0] == null)
          || (value instanceof List<?> list && list.stream().anyMatch(Objects::isNull));
    }

    private static boolean isNullable(Executable member, int position) {
      return member.getAnnotatedParameterTypes()[position].isAnnotationPresent(Nullable.class);
    }

    /** The JVM's own message about a null helps if it names the parameter. */
    private boolean isHelpful(Throwable thrown) {
      String message = thrown.getMessage();
      String name = member.getParameters()[position].getName();
      return message != null
          && !message.isBlank()
          && (!message.startsWith("Cannot ") || message.endsWith("\"" + name + "\" is null"))
          && (thrown.getClass() == NullPointerException.class
              || thrown instanceof IllegalArgumentException
              || thrown instanceof IllegalStateException
              || thrown instanceof IndexOutOfBoundsException
              || thrown instanceof java.io.IOException
              || thrown instanceof java.io.UncheckedIOException
              || thrown.getClass().getName().startsWith("org.gan4j."));
    }
  }

  private static Stream<Class<?>> types() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(PACKAGES.stream().map(name -> "org.gan4j." + name).toList())
            .stream()
            .filter(type -> PACKAGES.contains(type.getPackageName().substring(10)))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .sorted(Comparator.comparing(JavaClass::getName))
            .map(JavaClass::reflect);
  }

  private static Stream<Executable> members(Class<?> type) {
    Stream<Executable> constructors =
        Modifier.isAbstract(type.getModifiers())
            ? Stream.empty()
            : Arrays.stream(type.getConstructors());
    Stream<Executable> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> !m.isSynthetic() && Modifier.isPublic(m.getModifiers()))
            .filter(m -> Modifier.isStatic(m.getModifiers()) || Examples.hasReceiver(m))
            .map(m -> (Executable) m);
    return Stream.concat(constructors, methods)
        .filter(member -> Examples.isKnown(member))
        .sorted(Comparator.comparing(Executable::toString));
  }

  private static Stream<Attempt> attempts(Executable member) {
    List<Attempt> attempts = new ArrayList<>();
    Type[] types = member.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      for (Object value : Examples.hostile(member.getParameterTypes()[i])) {
        attempts.add(new Attempt(member, i, value));
      }
    }
    return attempts.stream();
  }

  @Test
  void hostileArgumentsAreRefusedWhereTheyAreGivenAndByName() {
    List<Attempt> attempts =
        types().flatMap(HostileArgumentsTest::members).flatMap(m -> attempts(m)).toList();
    assertThat(attempts).hasSizeGreaterThan(1_000);
    List<String> complaints = attempts.stream().flatMap(Attempt::complaints).toList();
    assertThat(complaints).as("of %d calls", attempts.size()).isEmpty();
  }
}
