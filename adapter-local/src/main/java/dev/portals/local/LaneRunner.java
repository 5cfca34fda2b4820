package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.driver.Halt;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneStatus;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;
import dev.portals.spi.Delivery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A lane on its worker: a mailbox that any thread fills, and slices of polling on the worker's
 * thread.
 */
final class LaneRunner implements Mailbox {
  private static final int POLLS = 512;

  private final LaneWatch watch;
  private final Worker worker;
  private final Activity activity;
  private final ConcurrentLinkedQueue<Object> mailbox = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private Operator operator;
  private LaneDriver driver;
  private volatile @Nullable CompletableFuture<LaneState> pause;
  private volatile LaneStatus status;
  private volatile boolean atRest;
  private volatile boolean published;
  private volatile long wakeAt = Long.MAX_VALUE;
  private volatile boolean goesOnByItself;
  private long alarmAt = Long.MAX_VALUE;

  LaneRunner(
      Operator operator, LaneDriver driver, LaneWatch watch, Worker worker, Activity activity) {
    this.operator = operator;
    this.driver = driver;
    this.watch = watch;
    this.worker = worker;
    this.activity = activity;
    this.status = driver.status();
  }

  LaneId lane() {
    return status.lane();
  }

  Operator operator() {
    return operator;
  }

  LaneWatch watch() {
    return watch;
  }

  void offer(Delivery delivery) {
    put(delivery);
  }

  @Override
  public void offer(AskMessage message) {
    put(message);
  }

  @Override
  public void offer(AnswerMessage message) {
    put(message);
  }

  /** What is launched by now: who asks from then on is known. */
  void offer(Routes newer) {
    put(newer);
  }

  /** A broken lane takes nothing more: what comes is dropped, or it would fill memory. */
  private void put(Object message) {
    if (!isBroken()) {
      mailbox.add(message);
      wake();
    }
  }

  /** Runs the lane soon, if it is not about to run; from any thread. */
  void wake() {
    if (scheduled.compareAndSet(false, true)) {
      activity.began();
      worker.ready(this::slice);
    }
  }

  private void slice() {
    scheduled.set(false);
    var pausing = pause;
    if (pausing == null) {
      run();
    } else if (!pausing.isDone()) {
      rest(pausing);
    }
    activity.ended();
  }

  private void run() {
    for (var message = mailbox.poll(); message != null; message = mailbox.poll()) {
      take(message);
    }
    var polls = 0;
    while (polls < POLLS && driver.poll()) {
      polls++;
    }
    look();
    for (var action = afterwards.poll(); action != null; action = afterwards.poll()) {
      action.run();
    }
    if (polls == POLLS) {
      wake();
    } else {
      sleep();
    }
  }

  /** Runs an action when the lane has run, and not been paused meanwhile; from any thread. */
  void afterwards(Runnable action) {
    afterwards.add(action);
    wake();
  }

  /** What the lane's memory shows between two steps; from any thread. */
  <T> CompletableFuture<T> look(BiFunction<Operator, LaneState, T> look) {
    var shown = new CompletableFuture<T>();
    afterwards(
        () -> {
          var state = driver.state();
          if (state == null) {
            shown.completeExceptionally(
                new PortalsException(lane() + " cannot be loaded: see its status"));
            return;
          }
          try {
            shown.complete(look.apply(operator, state));
          } catch (RuntimeException wrong) {
            shown.completeExceptionally(wrong);
          }
        });
    return shown;
  }

  private void look() {
    var wasBroken = isBroken();
    status = driver.status();
    if (driver.halted().orElse(null) instanceof Halt.Outdated outdated) {
      status = status.brokenBy(outdated.why()); // here nobody else goes on with the lane
      if (!wasBroken) {
        watch.broken(lane(), outdated.why());
      }
    }
    var state = driver.state();
    var ending = state != null && state.stage().isClosing() ? state : null;
    published = ending != null && (isBroken() || ending.isPublished());
    atRest = ending != null && (isBroken() || ending.isAtRest());
    if (published) {
      activity.rests();
    }
  }

  /** Ends the step that is under way, and publishes what is committed. */
  private void rest(CompletableFuture<LaneState> pausing) {
    var state = driver.state();
    while ((state == null || owes(state)) && driver.poll()) {
      state = driver.state();
    }
    look();
    if (state == null || isBroken()) {
      pausing.completeExceptionally(
          new PortalsException(
              "%s has stopped for good: %s. Maybe open the directory again"
                  .formatted(lane(), status.broken().orElse("it cannot be loaded"))));
    } else {
      pausing.complete(state);
    }
  }

  private static boolean owes(LaneState state) {
    return state.producers().stream().anyMatch(ProducerChannel::owes);
  }

  /**
   * Takes the lane from its driver between two steps. From any thread, one at a time.
   *
   * @return the lane as of its newest commit, all of it published, for whoever waits for it alone;
   *     fails with a {@link PortalsException} if it is broken. To be followed by one of {@link
   *     #goOn}
   */
  Future<LaneState> pause() {
    var pausing = new CompletableFuture<LaneState>();
    pause = pausing;
    wake();
    return pausing;
  }

  /** Goes on with the same driver: nobody has changed the lane. */
  void goOn() {
    pause = null;
    wake();
  }

  /**
   * Goes on with another driver, that loads the lane. What is to be delivered must be delivered
   * again after this call, and asks from outside must be asked again.
   */
  void goOn(Operator code, LaneDriver next) {
    mailbox.removeIf(LaneRunner::comesAgain);
    operator = code;
    driver = next;
    goOn();
  }

  private static boolean comesAgain(Object message) {
    return message instanceof Delivery
        || message instanceof Routes
        || (message instanceof AskMessage ask && ask.caller() instanceof Caller.External);
  }

  private void take(Object message) {
    if (message instanceof Delivery delivery) {
      driver.offer(delivery);
    } else if (message instanceof AskMessage ask) {
      driver.offer(ask);
    } else if (message instanceof AnswerMessage answer) {
      driver.offer(answer);
    } else if (message instanceof Routes routes) {
      driver.offer(routes);
    }
  }

  private void sleep() {
    wakeAt = driver.wakeAt();
    goesOnByItself = driver.goesOnByItself();
    if (wakeAt < alarmAt) {
      alarmAt = wakeAt;
      worker.alarm(alarmAt, this);
    }
  }

  /** The lane's time has come, or had: it looks for itself. On the worker's thread. */
  void alarm() {
    alarmAt = Long.MAX_VALUE;
    wake();
  }

  /** True if the lane waits for nothing but offers: no retry, no answer and no atom is due. */
  boolean isQuiet() {
    return wakeAt == Long.MAX_VALUE && pause == null;
  }

  /**
   * True if the lane, not being about to run, waits for other lanes: for answers, or until they
   * have read what it wrote. It looks again now and then, but until they move there is nothing to
   * do.
   */
  boolean isWaiting() {
    return !isQuiet() && !goesOnByItself && pause == null;
  }

  /** True if the lane has stopped for good. */
  boolean isBroken() {
    return status.broken().isPresent();
  }

  /**
   * True if the lane is to end and has nothing left to do; or is broken, and cannot.
   *
   * @param byForce whether asks need not be settled
   */
  boolean isAtRest(boolean byForce) {
    return byForce ? published : atRest;
  }

  /** True if the lane takes no more atoms, be it broken or be it what its workflow says. */
  boolean hasStopped() {
    return isBroken() || status.stopped().isPresent();
  }

  /** As of the end of the last slice; from any thread. */
  LaneStatus status() {
    return status;
  }
}
