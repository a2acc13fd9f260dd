package org.gan4j.backend.jvm;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.gan4j.backend.jvm",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

  @ArchTest
  static final ArchRule NO_PACKAGE_NEEDS_ONE_THAT_NEEDS_IT =
      slices().matching("org.gan4j.backend.(jvm..)").should().beFreeOfCycles();
}
