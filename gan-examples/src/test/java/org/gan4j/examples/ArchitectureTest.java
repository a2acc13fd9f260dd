package org.gan4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

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
          .layer("train")
          .definedBy("org.gan4j.train")
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
          .layer("examples")
          .definedBy("org.gan4j.examples..")
          .whereLayer("tensor")
          .mayNotAccessAnyLayer()
          .whereLayer("random")
          .mayNotAccessAnyLayer()
          .whereLayer("program")
          .mayOnlyAccessLayers("tensor")
          .whereLayer("autodiff")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("backend")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("data")
          .mayOnlyAccessLayers("random", "tensor")
          .whereLayer("metrics")
          .mayOnlyAccessLayers("data", "random", "tensor")
          .whereLayer("nn")
          .mayOnlyAccessLayers("random", "program", "tensor")
          .whereLayer("loss")
          .mayOnlyAccessLayers("nn", "autodiff", "program", "tensor")
          .whereLayer("optim")
          .mayOnlyAccessLayers("program", "tensor")
          .whereLayer("train")
          .mayOnlyAccessLayers(
              "optim", "loss", "nn", "data", "random", "backend", "autodiff", "program", "tensor")
          .whereLayer("backends")
          .mayOnlyAccessLayers("backend", "program", "tensor")
          .whereLayer("report")
          .mayOnlyAccessLayers("train", "metrics", "data", "tensor");

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
}
