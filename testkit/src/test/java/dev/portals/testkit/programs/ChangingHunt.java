package dev.portals.testkit.programs;

/** The same with the programs alone whose applications change while they run. */
public final class ChangingHunt extends Hunt {
  public ChangingHunt() {
    super(Changing.all(), 1, 1);
  }
}
