package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of lane stores is only worth what it would find in the store that ships. */
class StoreMutantsTest {
  static List<Mutant> mutants() {
    return StoreMutants.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void mutant_underTheContract_fails(Mutant mutant) throws Exception {
    var failed = failed(mutant.load());

    System.out.printf("mutant %s: %s%n", mutant, failed);
    assertThat(failed).as("tests of the contract that mutant %s fails", mutant).isNotEmpty();
  }

  @SuppressWarnings("unchecked") // the class is loaded anew, its interface is the JDK's
  private static String failed(ClassLoader loader) throws Exception {
    var contract = loader.loadClass(RunContract.class.getName()).getDeclaredConstructor();
    return ((Supplier<String>) contract.newInstance()).get();
  }
}
