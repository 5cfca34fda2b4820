package dev.portals.testkit;

import dev.portals.codec.CodecException;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.Ports;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.WakeRows;
import dev.portals.spi.WakeRows.Wake;
import dev.portals.store.TableWakeRows;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run in which lanes are functions over a table: they run only while an event source, an ask,
 * an answer or the sweeper calls them. Asks are calls that wait for their response, which may be
 * cut. By itself nothing comes back but the sweeper, and batches that were not released.
 */
final class SimFunctions extends World {
  private static final int[] LONGEST_PAUSES_MILLIS = {150, 2_000, 40_000};
  private static final long SWEEP_MILLIS = 60_000;
  private static final int SETTLING_TICKS = 100_000;
  private static final int OTHERS = 9;

  private final SimTable table;
  private final WakeRows stored;
  private final List<SimShard> shards = new ArrayList<>();
  private final Covered covered;
  private final List<SimFunction> warm = new ArrayList<>();
  private final List<SimProcess> running = new ArrayList<>();
  private final IdentityHashMap<AskMessage, SimProcess> askers = new IdentityHashMap<>();
  private final IdentityHashMap<AnswerMessage, AskMessage> responses = new IdentityHashMap<>();
  private final int longestPause;
  private final boolean isPatient;
  private long nextSweep;
  private int functions;
  private int sweeps;
  private long invocations;
  private long swept;
  private @Nullable SimProcess polled;
  private @Nullable SimProcess reading;

  SimFunctions(Topology topology, Setting setting, Chance chance, Trace trace) {
    super(topology, setting, chance, trace, SETTLING_TICKS);
    table = new SimTable(setting, ledgers, chance, trace, this::others);
    stored = new TableWakeRows(table.stored(), SimFunctions::damaged);
    for (var lane : topology.lanes().keySet()) {
      for (var input : topology.routes().inputs(lane)) {
        var kept = streams.kept(input.channel());
        shards.add(new SimShard(lane, input.port(), input.channel(), kept));
      }
    }
    covered = new Covered(topology, ledgers, streams, shards, stored);
    longestPause = LONGEST_PAUSES_MILLIS[chance.below(LONGEST_PAUSES_MILLIS.length)];
    isPatient = chance.oneIn(2);
    nextSweep = clock.millis() + chance.below((int) SWEEP_MILLIS);
  }

  /** Rule W1: a generator runs though nobody calls it, and what reads nothing comes to its end. */
  @Override
  void start() {
    for (var lane : topology.lanes().keySet()) {
      if (topology.routes().inputs(lane).isEmpty()) {
        stored.put(new Wake(lane, 1, clock.millis()));
      }
    }
  }

  @Override
  void heal() {
    for (var process : List.copyOf(running)) {
      if (process.isPaused() && chance.oneIn(2)) {
        process.resume();
      } else if (process.isPaused()) {
        kill(process);
      }
    }
  }

  @Override
  Lives lives() {
    return Lives.ALL;
  }

  @Override
  Run.OnTable onTable() {
    return table.use();
  }

  @Override
  Run.AsFunctions asFunctions() {
    return new Run.AsFunctions(1, invocations, table.wakeRows(), swept, ledgers.emptyCommits());
  }

  @Override
  boolean next() {
    if (!chance.isOver() && reading == null) {
      strike();
    }
    var choices = setting.pace() + OTHERS;
    var choice = chance.below(choices);
    for (var tried = 0; tried < choices; tried++) {
      if (happens((choice + tried) % choices)) {
        covered.requireSomebodyComes();
        return true;
      }
    }
    return pass();
  }

  private boolean happens(int choice) {
    if (choice < 3) {
      return arrive();
    } else if (choice < 5) {
      return deliver();
    } else if (choice < 6) {
      return sweep();
    } else if (choice < 7) {
      return chance.turns(Turn.LAND) && (table.landLate() || streams.landLate());
    } else if (choice < OTHERS) {
      return chance.oneIn(2) ? goOn() : call();
    }
    return poll();
  }

  // faults

  private void strike() {
    if (chance.strikes(Fault.CLOCK_JUMP)) {
      clock.advance(chance.below(20_000) - 10_000);
    }
    if (!warm.isEmpty() && chance.strikes(Fault.KILL)) {
      warm.remove(chance.oneOf(warm));
    }
    if (running.isEmpty()) {
      return;
    }
    var process = chance.oneOf(running);
    if (chance.strikes(Fault.KILL)) {
      kill(process);
    } else if (!process.isPaused() && chance.strikes(Fault.PAUSE)) {
      trace.add(process, () -> "pauses");
      process.pause();
      giveUp(process);
    } else if (process.isPaused() && chance.turns(Turn.RESUME)) {
      trace.add(process, () -> "goes on");
      process.resume();
    }
  }

  private void kill(SimProcess process) {
    trace.add(process, () -> "is killed");
    running.remove(process);
    process.ended(true);
    giveUp(process);
  }

  /** Whoever waits for a process does so no more. */
  private void giveUp(SimProcess process) {
    if (process instanceof SimInvocation invocation) {
      var batch = invocation.batch();
      if (batch != null) {
        batch.lost();
      }
      respond(invocation, null);
    }
  }

  // calls

  /** An ask of a lane leaves its process; null if that does not wait for the response. */
  void send(AskMessage message, @Nullable SimProcess asker) {
    if (asker != null) {
      askers.put(message, asker);
    }
    asks.ask(message);
  }

  /** An answer that no caller waits for: it calls its lane's function. */
  void send(AnswerMessage message) {
    asks.answer(message);
  }

  private boolean arrive() {
    var flight = asks.next();
    if (flight == null) {
      return false;
    }
    if (flight.message() instanceof AskMessage message) {
      arrive(message, flight.lost());
    } else if (flight.message() instanceof AnswerMessage message) {
      arrive(message, flight.lost());
    }
    return true;
  }

  private void arrive(AskMessage message, boolean lost) {
    var asker = askers.get(message);
    if (lost) {
      var busy = chance.oneIn(2);
      trace.add(message.replier(), () -> busy ? "is busy" : "is not reached");
      if (asker != null) {
        asker.called(message, busy ? message.answer(new Outcome.Busy()) : null);
      }
      return;
    }
    var now = clock.millis();
    var left = asker == null ? budget() : Math.max(0, asker.callUntil() - now) * 3 / 4;
    var function = function(message.replier());
    trace.add(function, () -> "is called: " + Words.of(message));
    begin(SimInvocation.of(function, clock, now + left, message, asker));
  }

  private void arrive(AnswerMessage message, boolean lost) {
    var call = responses.get(message);
    if (call != null) {
      var asker = askers.get(call);
      trace.add(String.valueOf(asker), () -> (lost ? "loses " : "gets ") + Words.of(message));
      if (asker != null) {
        asker.called(call, lost ? null : message);
      }
    } else if (!lost && message.caller() instanceof Caller.Lane caller) {
      var function = function(caller.lane());
      trace.add(function, () -> "is told: " + Words.of(message));
      function.driver().offer(message);
      begin(SimInvocation.of(function, clock, clock.millis() + budget()));
    }
  }

  private int budget() {
    return 50 + chance.below(10 * LONGEST_STEP_MILLIS);
  }

  /** A warm instance or a new one. */
  private SimFunction function(LaneId lane) {
    for (var function : warm) {
      if (function.lane().equals(lane) && !chance.oneIn(4)) {
        warm.remove(function);
        return function;
      }
    }
    return new SimFunction(lane, ++functions, this, function -> driver(lane, function));
  }

  private LaneDriver driver(LaneId lane, SimFunction function) {
    var ports =
        new Ports(
            table.open(),
            new TableWakeRows(table, SimFunctions::damaged),
            function,
            function,
            listener,
            clock,
            chance.fork());
    return new LaneDriver(lane, topology.operator(lane), topology.routes(), ports, SETTINGS);
  }

  private void begin(SimProcess process) {
    running.add(process);
    invocations++;
  }

  private boolean deliver() {
    var first = chance.below(Math.max(1, shards.size()));
    for (var tried = 0; tried < shards.size(); tried++) {
      var shard = shards.get((first + tried) % shards.size());
      var batch = shard.next(chance);
      if (batch != null) {
        var function = function(shard.lane());
        trace.add(function, () -> "is delivered " + batch);
        begin(SimInvocation.of(function, clock, clock.millis() + budget(), batch));
        return true;
      }
    }
    return false;
  }

  private boolean sweep() {
    var isSwept = running.stream().anyMatch(SimSweep.class::isInstance);
    if (clock.millis() < nextSweep || (isSwept && !chance.strikes(Fault.OVERLAP))) {
      return false;
    }
    nextSweep = clock.millis() + SWEEP_MILLIS;
    begin(
        new SimSweep(
            ++sweeps, new TableWakeRows(table, SimFunctions::damaged), clock, this::function));
    return true;
  }

  /** Time passes, and more of it while nobody does anything. */
  private boolean goOn() {
    if (chance.oneIn(4)) {
      var isBusy = running.stream().anyMatch(process -> process.isDue(clock.millis()));
      clock.advance(chance.below(isBusy ? LONGEST_STEP_MILLIS : longestPause));
      return true;
    }
    return false;
  }

  private boolean poll() {
    var due = running.stream().filter(process -> process.isDue(clock.millis())).toList();
    if (due.isEmpty()) {
      return false;
    }
    var process = chance.oneOf(due);
    trace.by(process.toString());
    polled = process;
    process.poll();
    if (process.isOver()) {
      end(process);
    }
    return true;
  }

  private void end(SimProcess process) {
    trace.add(process, () -> "is over");
    running.remove(process);
    process.ended(false);
    if (process instanceof SimInvocation invocation) {
      respond(invocation, invocation.response());
    } else if (process instanceof SimSweep sweep) {
      swept += sweep.lanes();
    }
  }

  /** To a caller that is a lane, or one from outside; null if there is nothing to say. */
  private void respond(SimInvocation invocation, @Nullable AnswerMessage response) {
    var asked = invocation.asked();
    if (asked == null) {
      return;
    }
    var asker = invocation.caller();
    if (response != null
        && (asker != null
            || !chance.strikesBefore(Fault.MESSAGE_LOST, CrashPoint.ANSWER_RECEIVED))) {
      responses.put(response, asked);
      asks.answer(response);
    } else if (asker != null) {
      asker.called(asked, null);
    }
  }

  /** A driver's process has ended: it may be kept for the next call. */
  void idle(SimFunction function) {
    if (chance.oneIn(2)) {
      warm.add(function);
    }
  }

  /** What happens while one process is reading. */
  private void others() {
    reading = polled;
    var busy = true;
    for (var more = chance.below(LONGEST_READ); busy && more > 0; more--) {
      busy = tick();
    }
    polled = reading;
    trace.by(String.valueOf(reading));
    reading = null;
  }

  /** Nothing can happen now: time passes until something can. False if nothing ever will. */
  private boolean pass() {
    if (table.landLate() || streams.landLate()) {
      return true;
    }
    if (isPatient && callAgain()) {
      return true;
    }
    var wake = running.stream().mapToLong(SimProcess::wakeAt).min().orElse(Long.MAX_VALUE);
    if (!stored.due(Long.MAX_VALUE).isEmpty()) {
      wake = Math.min(wake, nextSweep);
    }
    clock.advanceTo(wake == Long.MAX_VALUE ? 0 : wake);
    return wake != Long.MAX_VALUE;
  }

  // what must hold

  @Override
  void requireQuiet() {
    for (var shard : shards) {
      if (!shard.isDone()) {
        throw new Deviation("nothing more happens, but " + shard);
      }
    }
    streams.requireEndsProduced();
    warm.forEach(it -> ledgers.requireMemory(it, it.lane(), it.driver()));
  }

  Covered covered() {
    return covered;
  }

  void trace(String what) {
    trace.add(() -> what);
  }

  private static void damaged(CodecException row) {
    throw new Deviation("a wake row is damaged: " + row.getMessage());
  }
}
