package dev.portals.testkit;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Runs the contracts of the table's stores, up to the first test that fails. */
public final class RunContract implements Supplier<String> {
  /** The name of that test, empty if there is none. */
  @Override
  public String get() {
    var failed = failed(LaneStoreContract.class, RunContract::lanes);
    return failed.isEmpty() ? failed(WakeRowsContract.class, TableWakeRowsTest::new) : failed;
  }

  private static Object lanes() {
    var lanes = new TableLaneStoreTest();
    lanes.begin();
    return lanes;
  }

  private static String failed(Class<?> contract, Supplier<Object> instances) {
    var tests = new ArrayList<>(Arrays.asList(contract.getDeclaredMethods()));
    tests.removeIf(method -> !method.isAnnotationPresent(Test.class));
    tests.sort(Comparator.comparing(method -> method.getName()));
    for (var test : tests) {
      try {
        test.invoke(instances.get());
      } catch (InvocationTargetException failed) {
        return test.getName();
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(test + " is not of this package", impossible);
      }
    }
    return "";
  }
}
