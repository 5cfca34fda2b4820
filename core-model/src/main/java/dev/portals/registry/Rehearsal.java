package dev.portals.registry;

import dev.portals.plan.Manifest;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether several applications can be launched and replaced one after the other, before anything
 * is: so all are, or none.
 */
public final class Rehearsal {
  private final Registry registry;
  private final LaneStore lanes;

  public Rehearsal(Registry registry, LaneStore lanes) {
    this.registry = registry;
    this.lanes = lanes;
  }

  /**
   * What keeps new code from going on where the old is, of each application that runs; each with
   * advice. Whether all fit together is not looked at.
   */
  public List<String> problems(Collection<Manifest> replacing) {
    var items = Items.read(registry);
    var problems = new ArrayList<String>();
    for (var next : replacing) {
      var is = items.find(next.application());
      if (is != null && is.isRunning()) {
        problems.addAll(Upgrade.problems(is.manifest(), next));
        for (var lane : is.lanes()) {
          problems.addAll(Awaited.problems(lane, lanes.load(lane), is.manifest(), next));
        }
      }
    }
    return problems;
  }

  /**
   * An order of replacements in which each fits to what runs by then.
   *
   * @return all of them, or as many as there is an order for
   */
  public List<Manifest> order(Collection<Manifest> replacing) {
    var items = Items.read(registry);
    var done = new LinkedHashMap<String, Registration>();
    var ordered = new ArrayList<Manifest>();
    var left = new HashSet<>(replacing);
    var more = true;
    while (more) {
      more = false;
      for (var next : replacing) {
        var is = items.find(next.application());
        if (is != null && left.contains(next)) {
          var with = new LinkedHashMap<>(done);
          with.put(next.application(), is.replacedBy("", next));
          if (Routes.check(items.runningWith(Map.copyOf(with))).isEmpty()) {
            done.put(next.application(), is.replacedBy("", next));
            ordered.add(next);
            left.remove(next);
            more = true;
          }
        }
      }
    }
    return ordered;
  }
}
