package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.JournalLanes;
import dev.portals.local.JournalSize;
import dev.portals.task.Answer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The local runtime in a process of its own, which dies by SIGKILL. */
final class LocalProcessBackend implements Backend.Killable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Program program;
  private final Path data;
  private final Restartable<ProgramProcess> process;
  private final HttpCaller http = new HttpCaller();
  private volatile int stages;

  LocalProcessBackend(Program program, Path data) throws Exception {
    this.program = program;
    this.data = data;
    this.process = new Restartable<>(ProgramProcess.start(program, data, 0));
  }

  @Override
  public <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception {
    return process.use(
        at -> {
          var begin = System.nanoTime();
          var answer = http.send(at.address(), ask);
          while (answer.isEmpty()) {
            assertThat(System.nanoTime() - begin).as("%s runs", ask).isLessThan(PATIENCE_NANOS);
            answer = http.send(at.address(), ask);
          }
          return answer.get();
        });
  }

  @Override
  public <T> void publish(Program.Publish<T> atom) throws Exception {
    process.use(
        at -> {
          var begin = System.nanoTime();
          while (!http.send(at.address(), atom)) {
            assertThat(System.nanoTime() - begin).as("%s runs", atom).isLessThan(PATIENCE_NANOS);
          }
          return atom;
        });
  }

  @Override
  public Observed settle(int count) throws Exception {
    stages = Math.max(stages, count);
    return process.use(
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
    process.replace(
        before -> {
          before.kill();
          return ProgramProcess.start(program, data, stages);
        });
  }

  @Override
  public void close() {
    process.current().kill();
  }
}
