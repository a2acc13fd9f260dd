package org.gan4j.examples;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point down only. */
@AnalyzeClasses(packages = "org.gan4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("tensor")
          .definedBy("org.gan4j.tensor")
          .layer("random")
          .definedBy("org.gan4j.random")
          .layer("file")
          .definedBy("org.gan4j.file")
          .layer("program")
          .definedBy("org.gan4j.program")
          .layer("autodiff")
          .definedBy("org.gan4j.autodiff")
          .layer("backend")
          .definedBy("org.gan4j.backend")
          .layer("data")
          .definedBy("org.gan4j.data")
          .layer("metrics")
          .definedBy("org.gan4j.metrics")
          .layer("nn")
          .definedBy("org.gan4j.nn")
          .layer("loss")
          .definedBy("org.gan4j.loss")
          .layer("optim")
          .definedBy("org.gan4j.optim")
          .layer("step")
          .definedBy("org.gan4j.step")
          .layer("train")
          .definedBy("org.gan4j.train")
          .layer("gan")
          .definedBy("org.gan4j.gan")
          .layer("classifier")
          .definedBy("org.gan4j.classifier")
          .layer("module")
          .definedBy("org.gan4j")
          .layer("backends")
          .definedBy(
              "org.gan4j.backend.jvm..",
              "org.gan4j.backend.nd4j..",
              "org.gan4j.backend.tf..",
              "org.gan4j.backend.reference..")
          .layer("report")
          .definedBy("org.gan4j.report..")
          .layer("onnx")
          .definedBy("org.gan4j.onnx..")
          .layer("tensorboard")
          .definedBy("org.gan4j.tensorboard..")
          .layer("examples")
          .definedBy("org.gan4j.examples..")
          .whereLayer("tensor")
          .mayNotAccessAnyLayer()
          .whereLayer("random")
          .mayNotAccessAnyLayer()
          .whereLayer("file")
          .mayNotAccessAnyLayer()
          .whereLayer("program")
          .mayOnlyAccessLayers("tensor")
          .whereLayer("autodiff")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("backend")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("data")
          .mayOnlyAccessLayers("random", "tensor", "file")
          .whereLayer("metrics")
          .mayOnlyAccessLayers("data", "random", "tensor")
          .whereLayer("nn")
          .mayOnlyAccessLayers("random", "program", "tensor")
          .whereLayer("loss")
          .mayOnlyAccessLayers("nn", "autodiff", "program", "tensor")
          .whereLayer("optim")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("step")
          .mayOnlyAccessLayers(
              "optim", "nn", "data", "random", "backend", "autodiff", "program", "tensor")
          .whereLayer("train")
          .mayOnlyAccessLayers(
              "step", "nn", "data", "random", "backend", "program", "tensor", "file")
          .whereLayer("gan")
          .mayOnlyAccessLayers(
              "train", "step", "optim", "loss", "nn", "data", "random", "backend", "program",
              "tensor")
          .whereLayer("classifier")
          .mayOnlyAccessLayers(
              "train", "step", "optim", "loss", "nn", "data", "backend", "program", "tensor")
          .whereLayer("backends")
          .mayOnlyAccessLayers("backend", "program", "tensor", "file")
          .whereLayer("onnx")
          .mayOnlyAccessLayers("program", "tensor", "file")
          .whereLayer("tensorboard")
          .mayOnlyAccessLayers("train", "tensor")
          .whereLayer("report")
          .mayOnlyAccessLayers("gan", "train", "metrics", "data", "tensor", "file");

  @ArchTest
  static final ArchRule CHECKS_KNOW_NOTHING_AND_ANYBODY_MAY_USE_THEM =
      classes()
          .that()
          .resideInAPackage("org.gan4j.check")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.gan4j.check");

  @ArchTest
  static final ArchRule A_REPORT_IS_MADE_FROM_PICTURES_UP =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("picture")
          .definedBy("org.gan4j.report.picture")
          .layer("recording")
          .definedBy("org.gan4j.report.recording")
          .layer("page")
          .definedBy("org.gan4j.report.page")
          .layer("comparison")
          .definedBy("org.gan4j.report.comparison")
          .layer("gan")
          .definedBy("org.gan4j.report.gan")
          .whereLayer("picture")
          .mayNotAccessAnyLayer()
          .whereLayer("recording")
          .mayOnlyAccessLayers("picture")
          .whereLayer("page")
          .mayOnlyAccessLayers("recording", "picture")
          .whereLayer("comparison")
          .mayOnlyAccessLayers("page", "picture")
          .whereLayer("gan")
          .mayOnlyAccessLayers("recording", "picture");

  @ArchTest
  static final ArchRule ONLY_ONE_PART_OF_A_REPORT_KNOWS_GANS =
      noClasses()
          .that()
          .resideInAPackage("org.gan4j.report..")
          .and()
          .resideOutsideOfPackage("org.gan4j.report.gan")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.gan4j.gan");

  /** What experiments share: runs, and what those on digits and on translations have in common. */
  private static final String[] COMMON = {
    "org.gan4j.examples.run", "org.gan4j.examples.digits", "org.gan4j.examples.translation"
  };

  /** A room is a package of its own: it uses what is common, and only {@code command} knows it. */
  @ArchTest
  static final ArchRule AN_EXPERIMENT_IS_ONE_ROOM =
      slices()
          .matching("org.gan4j.examples.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAPackage("org.gan4j.examples.command"), alwaysTrue())
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(COMMON));

  @ArchTest
  static final ArchRule WHAT_IS_COMMON_KNOWS_NO_ROOM =
      noClasses()
          .that()
          .resideInAnyPackage(COMMON)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.gan4j.examples..").and(not(resideInAnyPackage(COMMON))));

  @ArchTest
  static final ArchRule NO_TEST_LIBRARY_IN_THE_PRODUCT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.junit..", "org.assertj..", "net.bytebuddy.."));

  @ArchTest
  static final ArchRule GUICE_STAYS_IN_MODULES =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Module")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..");

  /** Guice 5 and 6 have the one, Guice 7 has the other. */
  @ArchTest
  static final ArchRule NO_INJECT_API_IS_NAMED =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("javax.inject..", "jakarta.inject.."));

  @ArchTest
  static final ArchRule VECTORS_STAY_IN_THEIR_BACKEND =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.gan4j.backend.jvm..", "org.gan4j.benchmarks..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("jdk.incubator..", "org.objectweb.."));

  @ArchTest
  static final ArchRule ENGINES_STAY_IN_THEIR_BACKENDS =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.gan4j.backend.nd4j..", "org.gan4j.backend.tf..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.nd4j..", "org.tensorflow..", "org.bytedeco.."));

  @ArchTest
  static final ArchRule MESSAGES_OF_OTHER_FORMATS_STAY_WITH_THEIR_WRITERS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.gan4j.onnx..", "org.gan4j.tensorboard..", "org.gan4j.backend.tf..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("ai.onnx..", "ai.onnxruntime..", "com.google.protobuf.."));
}
