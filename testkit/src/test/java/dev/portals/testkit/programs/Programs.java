package dev.portals.testkit.programs;

import dev.portals.testkit.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** The applications that are simulated, by name. */
public final class Programs {
  private Programs() {}

  public static Map<String, Simulation> all() {
    var programs = new LinkedHashMap<String, Simulation>();
    programs.put("counts", Simulation.of(Counts.words(), Counts.totals()));
    programs.put("shop", Simulation.of(Shop.inventory(), Shop.cart()));
    programs.put("cycles", Simulation.of(Cycles.ping(), Cycles.pong()));
    programs.put("failing", Simulation.of(Failing.failing()));
    programs.put("fan", Simulation.of(Fan.fan()));
    return programs;
  }
}
