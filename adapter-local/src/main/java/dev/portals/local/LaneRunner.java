package dev.portals.local;

import dev.portals.driver.Halt;
import dev.portals.driver.LaneDriver;
import dev.portals.driver.LaneStatus;
import dev.portals.plan.LaneId;
import dev.portals.plan.Operator;
import dev.portals.plan.Routes;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.spi.Delivery;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lane on its worker: a mailbox that any thread fills, and slices of polling on the worker's
 * thread.
 */
final class LaneRunner implements Mailbox {
  private static final int POLLS = 512;

  private final Operator operator;
  private final LaneDriver driver;
  private final LaneWatch watch;
  private final Worker worker;
  private final Activity activity;
  private final ConcurrentLinkedQueue<Object> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile LaneStatus status;
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
    for (var message = mailbox.poll(); message != null; message = mailbox.poll()) {
      take(message);
    }
    var polls = 0;
    while (polls < POLLS && driver.poll()) {
      polls++;
    }
    var wasBroken = isBroken();
    status = driver.status();
    if (driver.halted().orElse(null) instanceof Halt.Outdated outdated) {
      status = status.brokenBy(outdated.why()); // here nobody else goes on with the lane
      if (!wasBroken) {
        watch.broken(lane(), outdated.why());
      }
    }
    if (polls == POLLS) {
      wake();
    } else {
      sleep();
    }
    activity.ended();
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
    return wakeAt == Long.MAX_VALUE;
  }

  /**
   * True if the lane, not being about to run, waits for other lanes: for answers, or until they
   * have read what it wrote. It looks again now and then, but until they move there is nothing to
   * do.
   */
  boolean isWaiting() {
    return !isQuiet() && !goesOnByItself;
  }

  /** True if the lane has stopped for good. */
  boolean isBroken() {
    return status.broken().isPresent();
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
