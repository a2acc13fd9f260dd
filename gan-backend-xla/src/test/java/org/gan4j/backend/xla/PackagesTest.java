package org.gan4j.backend.xla;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.gan4j.backend.xla",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

  @ArchTest
  static final ArchRule NO_PACKAGE_NEEDS_ONE_THAT_NEEDS_IT =
      slices().matching("org.gan4j.backend.(xla..)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_C_INTERFACE_KNOWS_NO_PROGRAMS =
      noClasses()
          .that()
          .resideInAPackage("..pjrt")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.gan4j.program", "org.gan4j.tensor", "org.gan4j.backend");

  @ArchTest
  static final ArchRule THE_TEXT_KNOWS_NO_NATIVE_CODE =
      noClasses()
          .that()
          .resideInAPackage("..stablehlo")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign");
}
