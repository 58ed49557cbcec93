package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Mockito is on the classpath for MRUnit and the mini clusters only. */
@AnalyzeClasses(packages = "dev.sluice")
final class FakesNotMocksTest {

  @ArchTest
  static final ArchRule our_tests_use_fakes =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.mockito..", "org.powermock..", "org.easymock..");
}
