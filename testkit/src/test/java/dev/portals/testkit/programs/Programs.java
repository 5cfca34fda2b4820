package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.testkit.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The applications that are simulated, by name. */
public final class Programs {
  private Programs() {}

  public static Map<String, Simulation> all() {
    var programs = new LinkedHashMap<>(unchanging());
    programs.putAll(Changing.all());
    return programs;
  }

  /** Those whose applications are the same from the beginning to the end. */
  static Map<String, Simulation> unchanging() {
    var programs = new LinkedHashMap<String, Simulation>();
    programs.put("counts", Simulation.of(Counts.words(), Counts.totals()));
    programs.put("counts of 3 lanes", programs.get("counts").lanes(3));
    programs.put(
        "shop",
        Simulation.of(Shop.inventory(), Shop.cart())
            .asking(Shop.STOCK, List.of(new Shop.Take("socks", 1), new Shop.Take("hat", 1))));
    programs.put("shop of 2 lanes", programs.get("shop").lanes(2));
    programs.put(
        "cycles", Simulation.of(Cycles.ping(), Cycles.pong()).asking(Cycles.PING, List.of(2, 0)));
    programs.put(
        "failing", Simulation.of(Failing.failing()).asking(Failing.OUTER, List.of(5, 12, 7, 11)));
    programs.put("fan", Simulation.of(Fan.fan()).asking(Fan.FIB, List.of(3, 1)));
    programs.put("together", Simulation.of(Together.together()));
    programs.put("hasty", Simulation.of(Hasty.hasty()).asking(Hasty.SLOW, List.of(3, 5)));
    programs.put("hasty of 2 lanes", programs.get("hasty").lanes(2));
    programs.put(
        "maps", Simulation.of(Maps.maps()).asking(Maps.SHOWN, List.of("k0", "k1", "k2", "k7")));
    programs.put("ending", Simulation.of(Ending.ending()));
    programs.put("ending of 2 lanes", programs.get("ending").lanes(2));
    programs.put(
        "forms", Simulation.of(Forms.forms()).asking(Forms.WEIGH, List.of(1, 2, 5)).lanes(2));
    programs.put("joins", Simulation.of(Joins.joins()));
    programs.put("policies", Simulation.of(Policies.policies()));
    programs.put("joins of 3 lanes", programs.get("joins").lanes(3));
    programs.put("policies of 2 lanes", programs.get("policies").lanes(2));
    programs.put("courts", Simulation.of(Courts.court(), Courts.player()));
    programs.put("courts of 2 lanes", programs.get("courts").lanes(2));
    programs.put("parity", Simulation.of(Parity.numbers(), Parity.splits()));
    programs.put("parity of 3 lanes", programs.get("parity").lanes(3));
    programs.put(
        "arrivals",
        Simulation.of(Arrivals.arrivals()).publishing(Arrivals.DELIVERIES, Arrivals.TRUCKS));
    programs.put("arrivals of 2 lanes", programs.get("arrivals").lanes(2));
    return programs;
  }

  /** An application of one atom. */
  public static Application oneAtom() {
    return OneAtom.one();
  }

  /** An application that reads what that one writes. */
  public static Application reader() {
    return OneAtom.reader();
  }

  /** An application that reads a stream of another one. */
  public static Application totals() {
    return Counts.totals();
  }
}
