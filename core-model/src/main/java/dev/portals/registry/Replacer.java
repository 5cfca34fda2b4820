package dev.portals.registry;

import dev.portals.PortalsException;
import dev.portals.plan.Manifest;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Entry;
import dev.portals.spi.LaneStore;
import dev.portals.spi.Registry;
import dev.portals.spi.StoreUnavailableException;
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
  private static final int TRIES = 16;

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
    var since = items.deployment(next.application());
    for (var tried = 0; tried < TRIES; tried++) {
      if (replaces(replacement, next, since, items)) {
        return Routes.resolve(Items.read(registry).runningWith(Map.of()));
      }
      items = Items.read(registry);
    }
    throw new StoreUnavailableException(
        "the registry was always changed by others. Maybe try the same again");
  }

  /** False if somebody else has changed the item meanwhile: what was read is of no use. */
  private boolean replaces(String replacement, Manifest next, long since, Items items) {
    var is = items.find(next.application());
    if (is == null || !is.isRunning()) {
      throw refused(next, List.of("it does not run. Maybe launch it"));
    }
    if (is.launch().equals(replacement)) {
      if (!is.manifest().equals(next)) {
        throw refused(
            next,
            List.of(
                "\"" + replacement + "\" was of other code, or refused. Maybe under another name"));
      }
      return is.replaces().isEmpty() || mark(items, is, is.replaces().get());
    }
    if (is.replaces().isPresent()) {
      throw refused(
          next, List.of("it is being replaced as \"" + is.launch() + "\". Maybe go on with that"));
    }
    if (is.planEpoch() > since) {
      throw refused(
          next,
          List.of(
              "it was changed as \""
                  + is.launch()
                  + "\" meanwhile. Maybe look whether this is still wanted"));
    }
    var written = check(items, is.replacedBy(replacement, next));
    return items.replace(written) && mark(items, written, is.manifest());
  }

  /** Checks all that can be known before anything changes; gives what is to be written down. */
  private Registration check(Items items, Registration replaced) {
    var next = replaced.manifest();
    var before = replaced.replaces().orElseThrow();
    require(next, Upgrade.problems(before, next));
    var problems = new ArrayList<String>();
    for (var lane : replaced.lanes()) {
      var state = marks.load(lane);
      problems.addAll(Awaited.problems(lane, state, before, next));
      if (state.stage().isMarked() && !state.isPublished()) {
        problems.add(lane + " has not run since its code was replaced last. Maybe once it has");
      }
    }
    require(next, problems);
    var together = items.runningWith(Map.of(replaced.application(), replaced));
    require(next, Routes.check(together));
    return starts.resolve(replaced, Optional.of(before), Set.of(), Routes.resolve(together));
  }

  /** Takes every lane over, unless it holds what the new code cannot go on with. */
  private boolean mark(Items items, Registration written, Manifest before) {
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
      return items.replace(written.replaced());
    }
    if (items.replace(written.replacedBy(written.launch(), before).replaced())) {
      require(written.manifest(), problems);
    }
    return false;
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
