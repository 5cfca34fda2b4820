package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.testkit.programs.ChangingHunt;
import dev.portals.testkit.programs.FunctionHunt;
import dev.portals.testkit.programs.Hunt;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulation that finds nothing is only worth what it would find. */
class MutantsTest {
  private static final int SCHEDULES = 2_000;

  static List<Mutant> mutants() {
    return Stream.concat(Mutants.all().stream(), StoreMutants.simulated().stream()).toList();
  }

  static List<Mutant> ofLives() {
    return LifeMutants.all();
  }

  static List<Mutant> ofFunctions() {
    return WakeMutants.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void mutant_simulated_deviates(Mutant mutant) throws Exception {
    requireDeath(mutant, Hunt.class);
  }

  @ParameterizedTest
  @MethodSource("ofLives")
  void mutant_whileApplicationsChange_deviates(Mutant mutant) throws Exception {
    requireDeath(mutant, ChangingHunt.class);
  }

  @ParameterizedTest
  @MethodSource("ofFunctions")
  void mutant_ofLanesAsFunctions_deviates(Mutant mutant) throws Exception {
    requireDeath(mutant, FunctionHunt.class);
  }

  private static void requireDeath(Mutant mutant, Class<?> hunter) throws Exception {
    var died = hunt(mutant, hunter).apply(SCHEDULES);

    System.out.printf("mutant %s: schedule %s%n", mutant, died);
    assertThat(died).as("mutant %s after %d schedules", mutant, SCHEDULES).isNotEmpty();
  }

  @SuppressWarnings("unchecked") // the class is loaded anew, its interface is the JDK's
  private static IntFunction<String> hunt(Mutant mutant, Class<?> hunter) throws Exception {
    var loader = mutant.load();
    return (IntFunction<String>)
        loader.loadClass(hunter.getName()).getDeclaredConstructor().newInstance();
  }
}
