package dev.portals.testkit;

import dev.portals.driver.LaneSettings;

/**
 * One run of a simulation: one thread, one seed. Each tick one thing happens, chosen among all that
 * could. What it has around its lanes, whatever drives them.
 */
abstract class World {
  static final LaneSettings SETTINGS =
      new LaneSettings(1, 3, 50, LaneSettings.DEFAULT.stepBytes(), 24L * 60 * 60 * 1000, 1 << 20);
  static final int LONGEST_STEP_MILLIS = 150;
  static final int LONGEST_READ = 150;

  /** What runs now: applications come and go. */
  Topology topology;

  final Setting setting;
  final Chance chance;
  final Trace trace;
  final SimClock clock = new SimClock();
  final Ledgers ledgers = new Ledgers();
  final SimStreams streams;
  final SimCallers callers;
  final SimForger forger;
  final SimAsks asks;
  final SimListener listener;
  private final int settlingTicks;
  private long tick;

  /** After the last fault a run has so many ticks to come to rest. */
  World(Topology topology, Setting setting, Chance chance, Trace trace, int settlingTicks) {
    this.topology = topology;
    this.setting = setting;
    this.chance = chance;
    this.trace = trace;
    this.settlingTicks = settlingTicks;
    streams = new SimStreams(topology, ledgers, chance, trace, clock);
    callers = new SimCallers(topology.outside(), chance);
    forger = new SimForger(() -> this.topology.deployed().keySet(), ledgers, chance, trace);
    asks = new SimAsks(ledgers, callers, forger, chance, trace);
    listener = new SimListener(trace);
  }

  /** Runs until nothing is left to happen, then compares; {@link Deviation} if it finds one. */
  final Run run() {
    start();
    var busy = true;
    while (busy && tick < setting.faultyTicks()) {
      busy = tick();
    }
    chance.endFaults();
    heal();
    var end = tick + settlingTicks;
    while (tick()) {
      if (tick > end) {
        throw Deviation.endless(settlingTicks);
      }
    }
    requireQuiet();
    reference(ReferenceLane.Tasks.KEPT).check();
    return new Run(1, ledgers.commits(), tick, onTable(), asFunctions(), chance.coverage());
  }

  /** A faultless run of what has been committed so far. */
  final ReferenceRun reference(ReferenceLane.Tasks tasks) {
    return new ReferenceRun(topology, ledgers, lives(), tasks);
  }

  /** One thing happens; false if nothing ever will. */
  final boolean tick() {
    tick++;
    trace.at(tick, clock.millis());
    return next();
  }

  abstract void start();

  abstract boolean next();

  /** Faults are over: whatever is paused goes on, or is gone. */
  abstract void heal();

  /** Nothing more happens: {@link Deviation} if something should. */
  abstract void requireQuiet();

  /** What was written down of lanes that come and go. */
  abstract Lives lives();

  abstract Run.OnTable onTable();

  abstract Run.AsFunctions asFunctions();

  /** Somebody outside asks, perhaps again. */
  final boolean call() {
    var message = !chance.isOver() && chance.oneIn(4) ? callers.any() : null;
    if (message != null) {
      asks.ask(message);
    }
    return message != null;
  }

  /** Somebody outside who has no answer asks again, as nothing else happens. */
  final boolean callAgain() {
    var unanswered = callers.unanswered();
    if (unanswered != null) {
      clock.advance(LONGEST_STEP_MILLIS);
      asks.ask(unanswered);
    }
    return unanswered != null;
  }
}
