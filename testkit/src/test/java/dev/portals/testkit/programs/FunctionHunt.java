package dev.portals.testkit.programs;

/** The same with the seeds alone that run lanes as functions. */
public final class FunctionHunt extends Hunt {
  public FunctionHunt() {
    super(Programs.unchanging(), 2, 4);
  }
}
