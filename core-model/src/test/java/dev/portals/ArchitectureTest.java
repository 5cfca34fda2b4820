package dev.portals;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Inside the core dependencies point inward, and what must be pure stays pure. */
class ArchitectureTest {
  private static final String ROOT = "dev.portals";

  /** Each package and those of the core that it may use; all of them may use the root package. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("task", Set.of()),
          Map.entry("codec", Set.of()),
          Map.entry("model", Set.of("task", "codec")),
          Map.entry("build", Set.of("model", "task", "codec")),
          Map.entry("plan", Set.of("model", "task", "codec")),
          Map.entry("engine", Set.of("model", "plan", "task", "codec")),
          Map.entry("protocol", Set.of("codec", "plan")),
          Map.entry("spi", Set.of("protocol", "plan", "codec")),
          Map.entry("store", Set.of("spi", "protocol", "plan", "codec")),
          Map.entry("registry", Set.of("spi", "protocol", "plan", "codec", "task")),
          Map.entry(
              "driver",
              Set.of("spi", "store", "protocol", "engine", "plan", "model", "task", "codec")));

  static final Set<String> PACKAGES = MAY_USE.keySet();

  private static final String[] PURE = {ROOT + ".engine..", ROOT + ".protocol.."};

  private static final Map<String, Set<String>> SYSTEM_READS =
      Map.of(
          "java.lang.Math", Set.of("random"),
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.time.Clock", Set.of("system", "systemDefaultZone", "systemUTC", "tickMillis"),
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.util.UUID", Set.of("randomUUID"));

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void corePackage_inTable_usesInwardPackagesAndTheJdkOnly(String name) {
    List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify..", ROOT));
    Stream.concat(Stream.of(name), MAY_USE.get(name).stream())
        .map(used -> ROOT + "." + used + "..")
        .forEach(allowed::add);
    classes()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void corePackage_new_isInTheTable() {
    String[] known =
        Stream.concat(Stream.of(ROOT), PACKAGES.stream().map(name -> ROOT + "." + name + ".."))
            .toArray(String[]::new);
    classes()
        .should()
        .resideInAnyPackage(known)
        .because("a new package of the core first says in MAY_USE what it may use")
        .check(CORE);
  }

  @Test
  void rootPackage_always_holdsOnlyTheRootException() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .be(PortalsException.class)
        .orShould()
        .haveSimpleName("package-info")
        .andShould()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT)
        .check(CORE);
  }

  @Test
  void corePackages_always_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(CORE);
  }

  @Test
  void engineAndProtocol_always_haveNoThreads() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .because("they run on one thread, which belongs to whoever calls them")
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void engineAndProtocol_always_takeTimeAndRandomnessFromPorts() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .accessTargetWhere(readsTheSystem())
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(RandomGenerator.class)
        .because("time and randomness are ports, so that a simulation decides them")
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void port_always_hasAtMostFourMethods() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".spi..")
        .and()
        .areInterfaces()
        .should(haveAtMostFourMethods())
        .allowEmptyShould(true)
        .check(CORE);
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheSystem() {
    return describe(
        "it reads the system's clock or randomness",
        access ->
            SYSTEM_READS
                .getOrDefault(access.getTargetOwner().getName(), Set.of())
                .contains(access.getName()));
  }

  private static ArchCondition<JavaClass> haveAtMostFourMethods() {
    return new ArchCondition<>("have at most four methods") {
      @Override
      public void check(JavaClass port, ConditionEvents events) {
        long methods =
            port.getAllMethods().stream()
                .filter(method -> method.getOwner().isInterface())
                .filter(method -> method.getModifiers().contains(ABSTRACT))
                .count();
        events.add(
            new SimpleConditionEvent(
                port, methods <= 4, port.getName() + " has " + methods + " methods"));
      }
    };
  }
}
