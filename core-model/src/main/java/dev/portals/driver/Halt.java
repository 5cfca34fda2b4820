package dev.portals.driver;

/** Why a driver runs its lane no further. Only another driver may. */
public sealed interface Halt {
  /** For people, with advice. */
  String why();

  /**
   * The lane met what no faultless peer does: nobody runs it before a person has decided (asker
   * rule 4).
   */
  record Broken(String why) implements Halt {}

  /**
   * The lane goes on without this driver, whose code is that of an older deployment (rule C9). It
   * has run nothing since.
   */
  record Outdated(String why) implements Halt {}

  /**
   * The application was stopped and the lane is at its end (rule L3). The driver still answers asks
   * from what is recorded; it runs nothing.
   */
  record Ended(String why) implements Halt {}
}
