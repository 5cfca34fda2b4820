package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.AskTransport;
import dev.portals.testkit.AskTransportContract;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalAsksContractTest extends AskTransportContract {
  /** A lane that keeps what it is offered. */
  private static final class Kept implements Mailbox {
    final Queue<Object> messages = new ArrayDeque<>();

    @Override
    public void offer(AskMessage message) {
      messages.add(message);
    }

    @Override
    public void offer(AnswerMessage message) {
      messages.add(message);
    }
  }

  @TempDir private Path directory;
  private final Map<LaneId, Kept> lanes = new HashMap<>();
  private final Map<Caller.External, CompletableFuture<Outcome>> outside = new HashMap<>();
  private Journal journal;
  private LocalAsks asks;

  @BeforeEach
  void open() {
    journal = Journal.open(directory, LogSettings.DEFAULT, new Replayed(), error -> {});
    asks = new LocalAsks(journal, lane -> Optional.of(kept(lane)), lane -> false);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private Kept kept(LaneId lane) {
    return lanes.computeIfAbsent(lane, id -> new Kept());
  }

  @Override
  protected AskTransport transport() {
    return asks;
  }

  @Override
  protected Optional<Object> next(LaneId lane) {
    return Optional.ofNullable(kept(lane).messages.poll());
  }

  @Override
  protected void askFromOutside(Caller.External caller, LaneId replier, Bytes payload) {
    outside.put(caller, asks.ask(caller, replier, payload));
  }

  @Override
  protected Optional<Outcome> heard(Caller.External caller) {
    journal.awaitDurable();
    return Optional.ofNullable(outside.get(caller)).map(answer -> answer.getNow(null));
  }
}
