package dev.portals.conformance;

import dev.portals.local.JournalLanes;
import dev.portals.local.JournalSize;
import dev.portals.task.Answer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The local runtime in this process. */
final class LocalBackend implements Backend {
  private static final int PATIENCE_SECONDS = 60;

  private final Program program;
  private final Path data;
  private final LocalRun run;

  LocalBackend(Program program, Path data) {
    this.program = program;
    this.data = data;
    this.run = new LocalRun(program, data, 0);
  }

  @Override
  public Observed settle(int stages) throws Exception {
    run.launch(stages);
    run.awaitQuiet();
    return JournalLanes.read(data, program, stages);
  }

  @Override
  public <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception {
    return run.portals()
        .ask(ask.portal(), ask.request(), ask.idempotencyKey())
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public <T> void publish(Program.Publish<T> atom) throws Exception {
    run.portals()
        .publish(atom.stream(), atom.events(), atom.idempotencyKey())
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public long progress() throws Exception {
    return JournalSize.of(data);
  }

  @Override
  public void close() {
    run.close();
  }
}
