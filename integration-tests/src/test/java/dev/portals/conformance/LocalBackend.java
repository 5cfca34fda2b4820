package dev.portals.conformance;

import dev.portals.local.JournalLanes;
import dev.portals.local.JournalSize;
import dev.portals.task.Answer;
import java.nio.file.Path;

/** The local runtime in this process. It is closed and opened again in place of a kill. */
final class LocalBackend implements Backend {
  private final Program program;
  private final Path data;
  private final Restartable<LocalRun> run;
  private volatile int stages;

  LocalBackend(Program program, Path data) {
    this.program = program;
    this.data = data;
    this.run = new Restartable<>(new LocalRun(program, data, 0));
  }

  @Override
  public <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception {
    return run.use(at -> at.portals().ask(ask.portal(), ask.request(), ask.idempotencyKey()).get());
  }

  @Override
  public Observed settle(int count) throws Exception {
    stages = Math.max(stages, count);
    return run.use(
        at -> {
          at.launch(stages);
          at.awaitQuiet();
          return JournalLanes.read(data, program, stages);
        });
  }

  @Override
  public long progress() throws Exception {
    return JournalSize.of(data);
  }

  @Override
  public void kill() throws Exception {
    run.replace(
        before -> {
          before.close();
          return new LocalRun(program, data, stages);
        });
  }

  @Override
  public void close() {
    run.current().close();
  }
}
