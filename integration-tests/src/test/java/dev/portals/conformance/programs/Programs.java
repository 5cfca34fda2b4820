package dev.portals.conformance.programs;

import dev.portals.conformance.Program;
import java.util.List;

/**
 * Every program, with one lane and with four. A new one is a class of this package and its lines
 * here.
 */
public final class Programs {
  private Programs() {}

  public static List<Program> all() {
    return List.of(
        CountedWords.program(),
        CountedWords.ofLanes(),
        Pipeline.program(),
        Pipeline.ofLanes(),
        ShoppingCart.program(),
        ShoppingCart.ofLanes(),
        PingPong.program(),
        PingPong.ofLanes(),
        Fibonacci.program(),
        Fibonacci.ofLanes(),
        Fan.program(),
        Fan.ofLanes(),
        Transfers.program(),
        Transfers.ofLanes(),
        Deadlines.program(),
        Deadlines.ofLanes(),
        DeadLetters.program(),
        DeadLetters.ofLanes(),
        TaskForms.program(),
        TaskForms.ofLanes(),
        Courts.program(),
        Courts.ofLanes(),
        Readings.program(),
        Readings.ofLanes());
  }

  /** The program of a name, or of that of one with its applications reversed. */
  public static Program named(String name) {
    return Program.named(name, all());
  }
}
