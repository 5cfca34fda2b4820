package dev.portals.testkit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Which faults a simulation injects. How many and when is decided by the seed. */
public record Faults(Set<Fault> kinds) {
  public Faults {
    var copy = EnumSet.noneOf(Fault.class);
    copy.addAll(kinds);
    kinds = copy;
  }

  /** Every fault there is. */
  public static Faults all() {
    return new Faults(EnumSet.allOf(Fault.class));
  }

  /** No faults: only the order in which things happen varies. */
  public static Faults none() {
    return new Faults(EnumSet.noneOf(Fault.class));
  }

  /** These faults. */
  public static Faults only(Fault... kinds) {
    return new Faults(EnumSet.copyOf(Arrays.asList(kinds)));
  }

  @Override
  public Set<Fault> kinds() {
    return EnumSet.copyOf(kinds);
  }
}
