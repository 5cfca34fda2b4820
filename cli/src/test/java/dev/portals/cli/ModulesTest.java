package dev.portals.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What holds for the product code of every module. It stands here because the command sees them.
 */
class ModulesTest {
  private static final int MOST_LINES = 500;

  /**
   * Each module and those of the project that it may use. Nothing uses the command, nor the suite
   * that runs on every backend.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "core-model", Set.of(),
          "testkit", Set.of("core-model"),
          "adapter-local", Set.of("core-model"),
          "examples", Set.of("core-model"),
          "cli", Set.of("core-model", "testkit", "adapter-local", "examples"),
          "benchmarks", Set.of("core-model", "adapter-local"),
          "integration-tests",
              Set.of("core-model", "testkit", "adapter-local", "examples", "cli", "benchmarks"));

  static final Set<String> MODULES = MAY_USE.keySet();

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final Path SOURCES = Path.of("src", "main", "java");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.portals");

  @ParameterizedTest
  @FieldSource("MODULES")
  void module_inTable_usesOnlyTheModulesItMay(String module) {
    Set<String> others = new HashSet<>(MODULES);
    others.remove(module);
    others.removeAll(MAY_USE.get(module));
    noClasses()
        .that(areIn(Set.of(module)))
        .should()
        .dependOnClassesThat(areIn(others))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void reference_always_sharesNothingWithWhatIsComparedWithIt() {
    noClasses()
        .that(resideInAnyPackage("dev.portals.testkit.reference.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "dev.portals.engine..",
                "dev.portals.protocol..",
                "dev.portals.spi..",
                "dev.portals.store..",
                "dev.portals.driver.."))
        .check(PRODUCT);
  }

  @Test
  void module_onDisk_isInTheTable() throws IOException {
    assertThat(modulesOnDisk())
        .as("modules with sources; a new one first says in MAY_USE what it may use")
        .contains("core-model", "cli")
        .isSubsetOf(MODULES);
  }

  @Test
  void examples_always_seeWhatUsersSee() {
    DescribedPredicate<JavaClass> open =
        resideInAnyPackage("dev.portals", "dev.portals.task..", "dev.portals.build..");
    noClasses()
        .that(areIn(Set.of("examples")))
        .should()
        .dependOnClassesThat(areIn(Set.of("core-model")).and(not(open)).as("users do not see"))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void package_always_isNullMarked() {
    classes().should(resideInANullMarkedPackage()).check(PRODUCT);
  }

  @Test
  void threadLocal_always_isUnused() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .because("a lane moves between threads")
        .check(PRODUCT);
  }

  @Test
  void sourceFile_always_hasAtMostFiveHundredLines() throws IOException {
    for (String module : modulesOnDisk()) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve(SOURCES))) {
        assertThat(files.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(
                file ->
                    assertThat(Files.readAllLines(file))
                        .as("lines of %s", file)
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
      }
    }
  }

  private static List<String> modulesOnDisk() throws IOException {
    try (Stream<Path> directories = Files.list(PROJECT)) {
      return directories
          .filter(directory -> Files.isDirectory(directory.resolve(SOURCES)))
          .map(directory -> directory.getFileName().toString())
          .toList();
    }
  }

  /** A class comes from a module's directory, be it from its classes or from its jar. */
  private static DescribedPredicate<JavaClass> areIn(Set<String> modules) {
    return DescribedPredicate.describe(
        "are in " + modules,
        type ->
            type.getSource()
                .map(source -> source.getUri().toString())
                .filter(
                    uri ->
                        modules.stream()
                            .anyMatch(
                                module ->
                                    uri.contains(
                                        PROJECT.resolve(module).toUri().getRawPath() + "target/")))
                .isPresent());
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                type,
                type.getPackage().isAnnotatedWith(NullMarked.class),
                type.getPackageName() + " needs a package-info.java with @NullMarked"));
      }
    };
  }
}
