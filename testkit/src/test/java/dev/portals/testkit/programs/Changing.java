package dev.portals.testkit.programs;

import dev.portals.task.Start;
import dev.portals.testkit.Simulation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applications that are launched, replaced and stopped while others run. */
final class Changing {
  private Changing() {}

  static Map<String, Simulation> all() {
    var programs = new LinkedHashMap<String, Simulation>();
    programs.put("late", late());
    programs.put("late of 2 lanes", late().lanes(2));
    programs.put("replaced", replaced());
    programs.put("renamed", renamed());
    programs.put("relaunched", relaunched());
    programs.put("stopped", stopped());
    programs.put("aborted", aborted());
    programs.put("connected", connected());
    programs.put("connected of 2 lanes", connected().lanes(2));
    return programs;
  }

  /** Readers that come later, some to an end that has come already. */
  private static Simulation late() {
    return Simulation.of(Counts.words())
        .launching(Counts.totals("early", Start.EARLIEST), Counts.totals("now", Start.NOW))
        .launching(Counts.totals());
  }

  /** The same code, other code, and back. */
  private static Simulation replaced() {
    return Simulation.of(Shop.inventory(), Shop.cart())
        .asking(Shop.STOCK, List.of(new Shop.Take("socks", 1)))
        .replacing(Shop.cart())
        .replacing(Shop.cart("taken", "sorry, no "))
        .replacing(Shop.inventory())
        .replacing(Shop.cart());
  }

  /** Code that has not what asks of the older code await, for as long as they do. */
  private static Simulation renamed() {
    return Simulation.of(Shop.inventory(), Shop.cart()).replacing(Shop.cart("got", "no "));
  }

  /** An asker and readers that end, and come back as another incarnation. */
  private static Simulation relaunched() {
    return Simulation.of(Shop.inventory(), Shop.cart())
        .stopping("cart")
        .launching(Shop.cart())
        .stopping("cart")
        .launching(Shop.cart("got", "none "));
  }

  /** Who connects with a sequencer while that runs, ends, and comes back; then the sequencer's. */
  private static Simulation connected() {
    return Simulation.of(Courts.court(), Courts.player())
        .launching(Courts.guest())
        .stopping("guest")
        .launching(Courts.guest())
        .replacing(Courts.court())
        .aborting("guest")
        .launching(Courts.guest());
  }

  /** Lanes that ask one another while they come to their end. */
  private static Simulation stopped() {
    return Simulation.of(Fan.fan()).asking(Fan.FIB, List.of(3, 1)).lanes(2).stopping("fan");
  }

  /** A replier that does not wait until it has answered, and comes back. */
  private static Simulation aborted() {
    return Simulation.of(Shop.inventory(), Shop.cart())
        .asking(Shop.STOCK, List.of(new Shop.Take("hat", 1)))
        .aborting("inventory")
        .launching(Shop.inventory());
  }
}
