package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveSimpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.input.InputSettings;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.classification.InterfaceAudience;

/**
 * The structure of the code. A package may use the JDK, itself, the packages that the plan names
 * for it and the libraries of its kind, and nothing else: a rule that fails means that code is in
 * the wrong package.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  /** Say who may use a type, and no more: where Hadoop is missing they are passed over. */
  private static final DescribedPredicate<JavaClass> MARKS =
      resideInAPackage("org.apache.hadoop.classification").as("marks of the API");

  private static final DescribedPredicate<JavaClass> HADOOP =
      resideInAPackage("org.apache.hadoop..").and(DescribedPredicate.not(MARKS)).as("Hadoop");

  private static final DescribedPredicate<JavaClass> API =
      DescribedPredicate.describe(
          "the API",
          type ->
              type.isAnnotatedWith(InterfaceAudience.Public.class)
                  || type.isAnnotatedWith(InterfaceAudience.LimitedPrivate.class));

  private static final DescribedPredicate<JavaClass> HBASE =
      resideInAPackage("org.apache.hadoop.hbase..").as("HBase");

  private static final DescribedPredicate<JavaClass> SLF4J = resideInAPackage("org.slf4j..");

  /** Each package and those that it may use, from the bottom up; the commands may use all. */
  private static final String[] PLAN = {
    "config ->",
    "flow -> config",
    "json ->",
    "routing ->",
    "verify -> json",
    "bulk.action -> json",
    "bulk.limit -> config",
    "bulk -> config flow json bulk.action bulk.limit",
    "eshadoop -> config json",
    "client.http -> config flow json bulk.action",
    "client.cluster -> config flow bulk.action client.http",
    "client.index -> routing client.http client.cluster",
    "client.lanes -> config flow routing bulk.action bulk client.http client.cluster "
        + "client.index",
    "client.bulk -> flow bulk.action bulk client.http client.cluster client.index "
        + "client.lanes",
    "client.search -> flow json bulk.action client.http client.cluster client.index",
    "client -> flow routing bulk.action bulk client.http client.cluster client.index "
        + "client.lanes client.bulk client.search",
    "read -> config flow json client.search",
    "io -> json routing bulk.action",
    "report -> json",
    "mapreduce.keys -> config json bulk.limit",
    "mapreduce.engine ->",
    "mapreduce.metrics -> io",
    "mapreduce.encode -> config json bulk.action client.lanes io mapreduce.keys "
        + "mapreduce.engine",
    "mapreduce.job -> config json routing bulk eshadoop client.http client.index "
        + "client.lanes io report mapreduce.keys mapreduce.engine mapreduce.encode",
    "mapreduce.owner -> json mapreduce.job",
    "mapreduce.checkpoint -> config flow json bulk io mapreduce.keys mapreduce.engine "
        + "mapreduce.encode mapreduce.job",
    "mapreduce.report -> config eshadoop io report mapreduce.keys mapreduce.job",
    "mapreduce.control -> config json bulk.limit mapreduce.job",
    "mapreduce.task -> config flow json bulk.action bulk.limit bulk client client.http "
        + "client.bulk client.search client.lanes io report mapreduce.keys mapreduce.engine "
        + "mapreduce.encode mapreduce.job mapreduce.checkpoint mapreduce.control mapreduce.metrics",
    "mapreduce.since -> config client client.http client.cluster client.index mapreduce.keys "
        + "mapreduce.job mapreduce.task",
    "mapreduce.resume -> config json bulk io report mapreduce.keys mapreduce.encode "
        + "mapreduce.job mapreduce.owner mapreduce.checkpoint mapreduce.report mapreduce.since",
    "mapreduce.commit -> config flow json routing bulk.action bulk.limit bulk client client.http "
        + "client.index client.lanes io report mapreduce.keys mapreduce.engine "
        + "mapreduce.encode mapreduce.job mapreduce.owner mapreduce.checkpoint mapreduce.report "
        + "mapreduce.task "
        + "mapreduce.since mapreduce.resume",
    "mapreduce.input -> config flow json client client.http client.search read io "
        + "mapreduce.keys mapreduce.engine mapreduce.encode mapreduce.job mapreduce.metrics",
    "mapreduce.copy -> config flow json bulk.action client client.http client.cluster "
        + "client.index client.lanes client.search read io mapreduce.keys mapreduce.encode "
        + "mapreduce.job mapreduce.task mapreduce.since mapreduce.resume mapreduce.commit "
        + "mapreduce.input",
    "mapreduce.async -> config flow io",
    "mapreduce.submit -> config routing bulk.action bulk.limit bulk client client.http client.cluster "
        + "client.index client.search client.lanes io mapreduce.keys mapreduce.engine mapreduce.encode mapreduce.job "
        + "mapreduce.checkpoint mapreduce.task mapreduce.since mapreduce.resume mapreduce.commit "
        + "mapreduce.copy mapreduce.async",
    "mapreduce.verify -> config flow json bulk.action bulk client.http client.search read verify io "
        + "mapreduce.keys mapreduce.encode mapreduce.job mapreduce.task mapreduce.input "
        + "mapreduce.submit",
    "mapreduce -> config flow routing verify mapreduce.verify bulk.action client.http io mapreduce.keys "
        + "mapreduce.engine mapreduce.encode mapreduce.job mapreduce.task mapreduce.commit "
        + "mapreduce.input mapreduce.copy mapreduce.async mapreduce.submit",
    "mapreduce.repair -> config verify bulk.action client client.http client.lanes read json io mapreduce "
        + "mapreduce.keys mapreduce.encode mapreduce.job mapreduce.task mapreduce.commit "
        + "mapreduce.submit mapreduce.verify",
    "mapred -> config mapreduce mapreduce.engine mapreduce.job mapreduce.input",
    "hbase.scan -> config flow routing mapreduce.checkpoint mapreduce.resume",
    "hbase.types -> config json",
    "hbase.mapping -> config json bulk.action io mapreduce.job hbase.types",
    "hbase.since -> config flow client.cluster client.http mapreduce.keys mapreduce.encode "
        + "mapreduce.job mapreduce.since hbase.scan hbase.mapping",
    "hbase -> config flow json routing bulk.action client client.http client.cluster "
        + "client.lanes io mapreduce mapreduce.keys mapreduce.encode mapreduce.job "
        + "mapreduce.checkpoint mapreduce.resume mapreduce.task "
        + "hbase.scan hbase.mapping hbase.since",
  };

  private static final DescribedPredicate<JavaClass> HTTP =
      resideInAnyPackage("org.apache.hc..", "com.fasterxml.jackson.core..");

  @ArchTest
  static void each_package_uses_those_below_it_and_no_others(JavaClasses classes) {
    for (String line : PLAN) {
      String[] sides = line.split(" ->");
      String[] below = sides.length < 2 ? new String[0] : sides[1].trim().split(" ");
      only(sides[0], packages(below).or(libraries(sides[0]))).check(classes);
    }
  }

  @ArchTest
  static void each_package_is_in_the_plan(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> !name.matches("dev\\.sluice(\\.cli(\\..*)?)?"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PLAN).map(line -> "dev.sluice." + line.split(" ->")[0]).toList());
  }

  @ArchTest
  static void no_package_is_above_forty_files(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(type -> type.isTopLevelClass())
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
        .allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(40));
  }

  private static DescribedPredicate<JavaClass> libraries(String name) {
    if (name.startsWith("client")) {
      return HTTP.or(SLF4J);
    }
    if (name.startsWith("hbase")) {
      return HADOOP.or(SLF4J);
    }
    if (name.equals("report")) {
      return resideInAPackage("org.HdrHistogram").or(SLF4J);
    }
    boolean hadoop = name.equals("io") || name.startsWith("mapred");
    return hadoop ? HADOOP.and(DescribedPredicate.not(HBASE)).or(SLF4J) : SLF4J;
  }

  @ArchTest
  static void the_names_of_the_drop_in_jar_are_shells_over_the_formats(JavaClasses ignored) {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..", "org.elasticsearch.hadoop..", "org.opensearch.hadoop..", "")
                .or(API)
                // Whose key for maps has another default there.
                .or(type(InputSettings.class))
                .or(type(Setting.class))
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
      slices().matching("dev.sluice.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static void no_more_than_six_classes_of_a_package_all_reach_each_other(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass type : classes) {
      uses.computeIfAbsent(outermost(type), name -> new TreeSet<>())
          .addAll(
              type.getDirectDependenciesFromSelf().stream()
                  .map(Dependency::getTargetClass)
                  .filter(target -> target.getPackageName().equals(type.getPackageName()))
                  .map(ArchitectureTest::outermost)
                  .toList());
    }
    Map<String, Set<String>> reached = new TreeMap<>();
    uses.keySet().forEach(name -> reached.put(name, reachedFrom(name, uses)));

    assertThat(reached.keySet())
        .allSatisfy(
            name ->
                assertThat(
                        reached.get(name).stream()
                            .filter(to -> reached.getOrDefault(to, Set.of()).contains(name)))
                    .as(name)
                    .hasSizeLessThanOrEqualTo(6));
  }

  private static String outermost(JavaClass type) {
    return type.getName().split("\\$")[0];
  }

  private static Set<String> reachedFrom(String start, Map<String, Set<String>> uses) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(start));
    while (!open.isEmpty()) {
      for (String next : uses.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

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
        Arrays.stream(names).map(name -> "dev.sluice." + name).toArray(String[]::new));
  }

  private static ArchRule only(String name, DescribedPredicate<JavaClass> others) {
    return classes()
        .that()
        .resideInAPackage("dev.sluice." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.net..", "javax.security..", "")
                .or(packages(name))
                .or(MARKS)
                .or(others))
        .allowEmptyShould(true);
  }
}
