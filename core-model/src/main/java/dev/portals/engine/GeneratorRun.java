package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Codecs;
import dev.portals.task.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One step of a generator: where it stands, what comes next, and when. */
final class GeneratorRun<T, C> {
  /** The state that says when a paced generator may go on, in nanoseconds since 1970. */
  private static final String PACE = "pace";

  /** A paced generator that fell behind catches up on this much, no more. */
  private static final long BURST = Duration.ofSeconds(1).toNanos();

  private final Generator<T, C> generator;
  private final Codecs codecs;
  private final StepScope scope;

  GeneratorRun(Generator<T, C> generator, Codecs codecs, StepScope scope) {
    this.generator = generator;
    this.codecs = codecs;
    this.scope = scope;
  }

  /** When its pace lets it go on. */
  Instant due() {
    return Instant.EPOCH.plusNanos(dueNanos());
  }

  private long dueNanos() {
    var stored = scope.read(PACE, "");
    return stored == null ? 0 : new ByteReader(stored).varint();
  }

  /** The cursor as of the step's start. */
  C cursor() {
    var stored = scope.read(Engine.CURSOR, "");
    return stored == null ? generator.start() : codecs.decode(generator.cursor(), stored);
  }

  /** Runs user code; what it throws is its own. */
  Generator.Produced<T, C> next(C at) {
    var produced = generator.next().at(at, scope.now());
    if (produced == null) {
      throw new PortalsException("it gave null at " + at + ". Maybe Generator.ended()");
    }
    if (produced instanceof Generator.Atom<T, C> atom) {
      scope.write(Engine.CURSOR, "", Optional.of(codecs.encode(generator.cursor(), atom.next())));
      pace(atom.events().size());
    }
    return produced;
  }

  private void pace(int events) {
    if (generator.pace().isZero()) {
      return;
    }
    var now = Duration.between(Instant.EPOCH, scope.now()).toNanos();
    var before = dueNanos();
    var from = before == 0 ? now : Math.max(before, now - BURST);
    var due = from + generator.pace().toNanos() * events;
    var out = new ByteWriter();
    out.varint(Math.max(0, due));
    scope.write(PACE, "", Optional.of(out.toBytes()));
  }
}
