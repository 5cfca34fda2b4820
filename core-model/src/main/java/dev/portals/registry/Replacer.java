package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.Manifest;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Entry;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;

/**
 * Replaces the code of an application that runs: the same lanes, under a new plan epoch (rules C9,
 * L2).
 *
 * <p>The new epoch is written down first, then marked in every lane directly behind what was
 * checked. So when a replacement is done, no older code commits any more, and nothing that older
 * code asked on the way is unknown to the new code. If a lane holds what the new code cannot go on
 * with, the old code comes back, under one more epoch.
 */
public final class Replacer {
  private final Registry registry;
  private final Starts starts;
  private final LaneMarks marks;

  public Replacer(Registry registry, LaneStore lanes, InstantSource time, RandomGenerator random) {
    this(registry, lanes, channel -> 0, time, random);
  }

  /**
   * The same where streams forget their first atoms.
   *
   * @param earliest the number of the earliest atom of a channel that is still there, and stays
   *     until the reader is written down
   */
  public Replacer(
      Registry registry,
      LaneStore lanes,
      ToLongFunction<StreamChannel> earliest,
      InstantSource time,
      RandomGenerator random) {
    this.registry = registry;
    this.starts = new Starts(lanes, earliest);
    this.marks = new LaneMarks(lanes, time, random);
  }

  /**
   * Replaces the code of an application. To be called again with the same name, by whatever
   * process, if it is not known how it ended.
   *
   * @param replacement names the replacement, never used before for another
   * @return the routes of all that runs
   * @throws PortalsException with every reason if the application does not run or the new code
   *     cannot go on where the old is; then the old code goes on, perhaps under a later epoch
   * @throws dev.portals.spi.StoreUnavailableException if it is not known how it ended
   */
  public Routes replace(String replacement, Manifest next) {
    var items = Items.read(registry);
    var is = items.find(next.application());
    if (is == null || !is.isRunning()) {
      throw refused(next, List.of("it does not run. Maybe launch it"));
    }
    var isThis = is.launch().equals(replacement);
    if (isThis && !is.manifest().equals(next)) {
      throw refused(
          next, List.of("\"" + replacement + "\" was of other code. Maybe under another name"));
    }
    if (!isThis && is.replaces().isPresent()) {
      throw refused(
          next, List.of("it is being replaced as \"" + is.launch() + "\". Maybe go on with that"));
    }
    if (!isThis) {
      is = begin(items, is.replacedBy(replacement, next));
    }
    if (is.replaces().isPresent()) {
      mark(items, is, is.replaces().get());
    }
    return Routes.resolve(Items.read(registry).runningWith(Map.of()));
  }

  /** Checks all that can be known before anything changes, then writes the new epoch down. */
  private Registration begin(Items items, Registration replaced) {
    var next = replaced.manifest();
    var before = replaced.replaces().orElseThrow();
    require(next, Upgrade.problems(before, next));
    var awaited = new ArrayList<String>();
    for (var lane : replaced.lanes()) {
      awaited.addAll(Awaited.problems(lane, marks.load(lane), before, next));
    }
    require(next, awaited);
    var together = items.runningWith(Map.of(replaced.application(), replaced));
    require(next, Routes.check(together));
    var written = starts.resolve(replaced, Optional.of(before), Set.of(), Routes.resolve(together));
    replace(items, written);
    return written;
  }

  /** Takes every lane over, unless it holds what the new code cannot go on with. */
  private void mark(Items items, Registration written, Manifest before) {
    var problems = new ArrayList<String>();
    for (var lane : written.lanes()) {
      marks.mark(
          lane,
          written.planEpoch(),
          new Entry.Deployed(),
          state -> {
            var isOlder = state.planEpoch() < written.planEpoch();
            if (isOlder) {
              problems.addAll(Awaited.problems(lane, state, before, written.manifest()));
            }
            return isOlder && problems.isEmpty();
          });
    }
    problems.addAll(Routes.check(Items.read(registry).runningWith(Map.of())));
    if (problems.isEmpty()) {
      replace(items, written.replaced());
    } else {
      replace(items, written.replacedBy(written.launch(), before).replaced());
      require(written.manifest(), problems);
    }
  }

  private static void replace(Items items, Registration next) {
    if (!items.replace(next)) {
      throw refused(
          next.manifest(), List.of("it was changed by somebody else meanwhile. Maybe try again"));
    }
  }

  private static void require(Manifest next, List<String> problems) {
    if (!problems.isEmpty()) {
      throw refused(next, problems);
    }
  }

  private static PortalsException refused(Manifest next, List<String> problems) {
    return new PortalsException(
        "/" + next.application() + " was not replaced:\n  " + String.join("\n  ", problems));
  }
}
