package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Unit tests stand alone: they compile and pass where nothing of the integration tests is, and they
 * wait for what happens and not for time to pass.
 */
@AnalyzeClasses(packages = "dev.sluice")
final class UnitTestsTest {

  private static final DescribedPredicate<JavaClass> OF_UNIT_TESTS = from("src/test/java");

  @ArchTest
  static final ArchRule unit_tests_use_nothing_of_the_integration_tests =
      noClasses().that(OF_UNIT_TESTS).should().dependOnClassesThat(from("src/it/java"));

  @ArchTest
  static final ArchRule unit_tests_do_not_sleep =
      noClasses()
          .that(OF_UNIT_TESTS)
          .should()
          .callMethodWhere(target(name("sleep")).and(target(owner(resideInAPackage("java..")))))
          .orShould()
          .callMethod(Thread.class, "onSpinWait");

  /** Both kinds are compiled to one directory; what tells them apart is where a source lies. */
  private static DescribedPredicate<JavaClass> from(String root) {
    return DescribedPredicate.describe("are from " + root, type -> isFrom(root, type));
  }

  private static boolean isFrom(String root, JavaClass type) {
    String outermost = type.getName().replaceAll("[$\\[].*", "").replace('.', '/');
    return Files.isRegularFile(Path.of(root, outermost + ".java"));
  }
}
