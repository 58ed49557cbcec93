package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The plan of the house. Each package may use the JDK, itself, the packages named and the libraries
 * named, and nothing else: a rule that fails means that code stands on the wrong rung.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> HADOOP =
      resideInAPackage("org.apache.hadoop..").as("Hadoop");

  private static final DescribedPredicate<JavaClass> HBASE =
      resideInAPackage("org.apache.hadoop.hbase..").as("HBase");

  private static final DescribedPredicate<JavaClass> SLF4J = resideInAPackage("org.slf4j..");

  @ArchTest static final ArchRule config = only("config", packages());

  @ArchTest static final ArchRule flow = only("flow", packages("config"));

  @ArchTest static final ArchRule routing = only("routing", packages());

  @ArchTest static final ArchRule bulk = only("bulk", packages("config", "flow").or(SLF4J));

  @ArchTest
  static final ArchRule client =
      only(
          "client",
          packages("config", "flow", "bulk", "routing")
              .or(
                  resideInAnyPackage(
                      "co.elastic.clients..",
                      // The JSON types in the client's own signatures.
                      "jakarta.json..",
                      "org.apache.hc..",
                      "com.fasterxml.jackson.core.."))
              .or(SLF4J));

  @ArchTest
  static final ArchRule read = only("read", packages("config", "flow", "client").or(SLF4J));

  @ArchTest static final ArchRule eshadoop = only("eshadoop", packages("config"));

  @ArchTest
  static final ArchRule mapreduce =
      only(
          "mapreduce",
          packages("config", "flow", "bulk", "routing", "client", "read", "eshadoop")
              .or(HADOOP.and(DescribedPredicate.not(HBASE)))
              .or(SLF4J));

  @ArchTest
  static final ArchRule mapred =
      only(
          "mapred",
          packages("config", "mapreduce").or(HADOOP.and(DescribedPredicate.not(HBASE))).or(SLF4J));

  @ArchTest
  static final ArchRule hbase =
      only(
          "hbase",
          packages("config", "flow", "bulk", "routing", "client", "read", "mapreduce")
              .or(HADOOP)
              .or(SLF4J));

  @ArchTest
  static void the_names_of_the_drop_in_jar_are_shells_over_the_formats(JavaClasses ignored) {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.elasticsearch.hadoop..", "")
                .or(packages("config", "mapreduce", "mapred"))
                .or(HADOOP.and(DescribedPredicate.not(HBASE))))
        .check(new ClassFileImporter().importPath("target/drop-in-classes"));
  }

  @ArchTest
  static final ArchRule nothing_depends_on_the_commands =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.sluice.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.cli..");

  @ArchTest
  static final ArchRule no_package_is_in_a_cycle =
      slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule no_Hadoop_in_bulk =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.bulk..")
          .should()
          .transitivelyDependOnClassesThat(HADOOP);

  @ArchTest
  static final ArchRule load_dump_and_reindex_reach_no_HBase =
      noClasses()
          .that()
          .haveNameMatching(".*\\.(Load|Dump|Reindex)Command")
          .should()
          .transitivelyDependOnClassesThat(HBASE)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule a_class_is_named_for_what_it_is =
      classes()
          .should(
              Stream.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl")
                  .map(ArchitectureTest::notEndingWith)
                  .reduce(ArchCondition::and)
                  .orElseThrow())
          .andShould(not(haveSimpleNameStartingWith("Abstract")));

  private static ArchCondition<JavaClass> notEndingWith(String suffix) {
    return not(haveSimpleNameEndingWith(suffix));
  }

  private static DescribedPredicate<JavaClass> packages(String... names) {
    return resideInAnyPackage(
        Arrays.stream(names).map(name -> "dev.sluice." + name + "..").toArray(String[]::new));
  }

  private static ArchRule only(String name, DescribedPredicate<JavaClass> others) {
    return classes()
        .that()
        .resideInAPackage("dev.sluice." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.net..", "javax.security..", "")
                .or(packages(name))
                .or(others))
        .allowEmptyShould(true);
  }
}
