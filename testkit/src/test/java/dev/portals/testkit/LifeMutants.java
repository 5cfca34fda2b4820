package dev.portals.testkit;

import java.util.List;

/** One change each of what launching, replacing and stopping applications rests on. */
final class LifeMutants {
  private static final String DRIVER = "driver/LaneDriver.java";
  private static final String REPLIER = "protocol/ReplierChannel.java";
  private static final String PROGRESS = "driver/Progress.java";
  private static final String REPLACER = "registry/Replacer.java";
  private static final String STOPPER = "registry/Stopper.java";

  private LifeMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "30 incarnation unchecked", REPLIER, "      return ordinal;\n", "      return 0;\n"),
        new Mutant(
            "31 nonce unchecked",
            "plan/Routes.java",
            "if (!lane.incarnation().equals(known)) {",
            "if (lane.incarnation().ordinal() != known.ordinal()) {"),
        new Mutant(
            "47 subscription start resolved again",
            "registry/Starts.java",
            "if (wasRead.isEmpty()) {",
            "if (wasRead.isEmpty() || before.isPresent()) {"),
        new Mutant(
            "47b subscription not committed",
            "driver/Inputs.java",
            ".subscribe(in.start()).ifPresent(made::add);",
            ".subscribe(in.start() - in.start()).ifPresent(made::add);"),
        new Mutant(
            "47c subscription of a launch that goes on resolved again",
            "registry/Launcher.java",
            "        yield before;",
            "        yield before.reading(List.of());"),
        new Mutant(
            "48 plan epoch unchecked",
            DRIVER,
            "if (loaded.planEpoch() > settings.planEpoch()) {",
            "if (loaded.planEpoch() < 0) {"),
        new Mutant(
            "49 replace ignores continuations",
            "registry/Awaited.java",
            ".filter(then -> isMissing(",
            ".filter(then -> then.continuation().isEmpty() && isMissing("),
        new Mutant(
            "49b older code is not shut out before the new runs",
            REPLACER,
            "return isOlder && problems.isEmpty();",
            "return isOlder && problems.size() < 0;"),
        new Mutant(
            "75 ending lane takes atoms",
            PROGRESS,
            "if (memory.isDraining() || memory.stage().isClosing() ||",
            "if (memory.isDraining() ||"),
        new Mutant(
            "76 ending lane generates", PROGRESS, "        || memory.stage().isClosing()\n", ""),
        new Mutant(
            "77 ended lane goes on",
            DRIVER,
            "if (loaded.stage().isEnded()) {",
            "if (loaded.head() < 0) {"),
        new Mutant(
            "78 stop does not wait for asks",
            STOPPER,
            "state.isPublished() : state.isAtRest()",
            "state.isPublished() : state.isPublished()"),
        new Mutant(
            "79 stop does not wait for atoms to be published",
            "protocol/ProducerChannel.java",
            "return published == next;",
            "return published <= next;"),
        new Mutant(
            "80 nobody learns what a lane at rest has published",
            "protocol/Stage.java",
            "return marked || isClosing();",
            "return isEnded();"),
        new Mutant(
            "82 ended is not said to lanes that wait",
            "driver/Ending.java",
            "known == null || known instanceof Outcome.Early || known instanceof Outcome.Pending\n"
                + "        ? new Outcome.Ended()",
            "known == null || known instanceof Outcome.Early || known instanceof Outcome.Pending\n"
                + "        ? new Outcome.Pending()"),
        new Mutant(
            "84 replacement that comes late brings older code back",
            REPLACER,
            "is.planEpoch() > since",
            "is.planEpoch() < since"));
  }

  /** Of these, one schedule in hundreds or thousands dies: seeds of {@link FoundBugsTest}. */
  static List<Mutant> rare() {
    return List.of(
        new Mutant(
            "73 Fenced without a reload",
            "driver/Arrivals.java",
            "outcome instanceof Outcome.Mismatch && asker.isLatest(",
            "(outcome instanceof Outcome.Mismatch || outcome instanceof Outcome.Fenced)\n"
                + "          && asker.isLatest("),
        new Mutant(
            "81 a stop by force ends a lane behind what it wrote since the look",
            STOPPER,
            "return !state.stage().isEnded() && isDone(registration, state);",
            "return !state.stage().isEnded();"),
        new Mutant(
            "83 launch that comes late runs again",
            "registry/Launcher.java",
            "before.planEpoch() > since",
            "before.planEpoch() < since"),
        new Mutant(
            "85 what a launch connects is seen before that is done",
            "plan/Registration.java",
            "return phase != Phase.LAUNCHING && phase != Phase.STOPPED;",
            "return phase != Phase.STOPPED;"));
  }
}
