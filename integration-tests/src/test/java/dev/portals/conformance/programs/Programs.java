package dev.portals.conformance.programs;

import dev.portals.conformance.Program;
import java.util.List;

/** Every program. A new one is a class of this package and its line here. */
public final class Programs {
  private Programs() {}

  public static List<Program> all() {
    return List.of(
        CountedWords.program(),
        CountedWords.ofLanes(),
        Pipeline.program(),
        ShoppingCart.program(),
        PingPong.program(),
        PingPong.ofLanes(),
        Fibonacci.program(),
        Fibonacci.ofLanes(),
        Fan.program(),
        Fan.ofLanes(),
        Transfers.program(),
        Transfers.ofLanes(),
        Deadlines.program(),
        DeadLetters.program(),
        TaskForms.program(),
        Courts.program(),
        Courts.ofLanes());
  }

  /** The program of a name. */
  public static Program named(String name) {
    return all().stream().filter(it -> it.toString().equals(name)).findFirst().orElseThrow();
  }
}
