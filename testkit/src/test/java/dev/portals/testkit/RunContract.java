package dev.portals.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Runs the contract against the store in a table, up to the first test that fails. */
public final class RunContract implements Supplier<String> {
  /** The name of that test, empty if there is none. */
  @Override
  public String get() {
    var tests = new ArrayList<>(Arrays.asList(LaneStoreContract.class.getDeclaredMethods()));
    tests.removeIf(method -> !method.isAnnotationPresent(Test.class));
    tests.sort(Comparator.comparing(method -> method.getName()));
    for (var test : tests) {
      var contract = new TableLaneStoreTest();
      contract.begin();
      try {
        test.invoke(contract);
      } catch (InvocationTargetException failed) {
        return test.getName();
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(test + " is not of this package", impossible);
      }
    }
    return "";
  }
}
