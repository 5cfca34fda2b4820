package dev.portals.local;

import dev.portals.build.Application;
import java.util.List;

/**
 * Applications whose state at the end is the same in whatever order their steps run, what callers
 * ask them meanwhile, and what shows that state.
 *
 * @param lanes how many an operator has
 * @param alone how many of the applications, from the first, may run without the others for a
 *     while; 0 if none
 * @param asks the answers, sorted, are the same in every run, though not who gets which
 * @param view asked at the end
 */
record DiskProgram(
    String name,
    int lanes,
    List<Application> applications,
    int alone,
    List<Question<?, ?>> asks,
    List<Question<?, ?>> view) {
  /** All of them, of so many lanes an operator and about as long as a size says. */
  static List<DiskProgram> all(int lanes, int size) {
    return List.of(
        DiskWords.of(lanes, size),
        DiskDesk.of(lanes, 2 * size),
        DiskShop.of(lanes, 4 * size),
        DiskCycle.of(lanes, size));
  }

  @Override
  public String toString() {
    return name + (lanes == 1 ? " of 1 lane" : " of " + lanes + " lanes");
  }
}
