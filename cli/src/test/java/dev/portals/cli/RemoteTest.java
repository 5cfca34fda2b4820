package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.local.http.DoorSettings;
import dev.portals.local.http.HttpDoor;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a running process. */
class RemoteTest {
  private static final AtomStream<Integer> OUT = AtomStream.at("/p/streams/out", Integer.class);
  private static final AtomStream<Integer> ENTRY = AtomStream.at("/e/streams/entry", Integer.class);
  private static final String TOKEN = "a-token-of-some-length";

  @TempDir private Path directory;
  private LocalPortals portals;
  private HttpDoor door;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static Application numbers() {
    return Application.named("p", app -> app.generate(OUT, Generator.range(0, 3, 2)));
  }

  private static Application reader() {
    return Application.named("c", app -> app.workflow("read", OUT).consume());
  }

  @BeforeEach
  void open() throws InterruptedException {
    portals = LocalPortals.open(directory);
    portals.launch(numbers());
    assertThat(portals.awaitQuiet(Duration.ofSeconds(10))).isTrue();
    var settings = DoorSettings.local(0).knowing(List.of(numbers(), reader()));
    door = HttpDoor.open(portals, directory, settings);
  }

  @AfterEach
  void close() {
    door.close();
    portals.close();
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", directory.toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void application_launchedReplacedAndStopped_isListed() {
    assertThat(run("launch", "/c")).as(err::toString).isZero();
    assertThat(out.toString()).contains("/c ", "running", "/p/streams/out");
    assertThat(run("replace", "c", "--json")).as(err::toString).isZero();
    assertThat(out.toString()).startsWith("{\"applications\":[{").contains("\"deployment\":2");
    assertThat(run("stop", "/c")).as(err::toString).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("list")).isZero();
    assertThat(out.toString()).containsPattern("/c +stopped");
  }

  @Test
  void change_refused_isOneLineAndAStatus() {
    assertThat(run("launch", "/none")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "portals: this process has no code of \"none\". Maybe one of [c, p], or start it with that code"
                + System.lineSeparator());
    assertThat(run("launch", "/p")).isEqualTo(1);
    assertThat(err.toString()).contains("/p is launched already; nothing was launched. Maybe");
    assertThat(run("replace", "/c")).isEqualTo(1);
    assertThat(run("stop", "/no/ne")).isEqualTo(2);
    assertThat(err.toString()).contains("\"/no/ne\" is no application. Maybe");
    run("launch", "/c");
    assertThat(run("stop", "/p")).isEqualTo(1);
    assertThat(err.toString()).contains("/c/workflows/read read its streams");
    assertThat(run("stop", "/p", "--force")).isZero();
  }

  @Test
  void subscribe_toAStreamThatEnds_printsItsEvents() {
    assertThat(run("subscribe", OUT.path(), "--from", "earliest")).as(err::toString).isZero();
    assertThat(out.toString().lines()).containsExactly("0", "1", "2");
    assertThat(run("subscribe", OUT.path(), "--from", "1@1", "--atoms", "1", "--json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("{\"position\":\"1@2\",\"seal\":false,\"lane\":0,\"number\":1,\"events\":[2]}");
    assertThat(run("subscribe", OUT.path(), "--from", "2@1")).isEqualTo(1);
    assertThat(err.toString()).contains("Maybe go on from 1@0");
    assertThat(run("subscribe", "/p/streams/none")).isEqualTo(2);
    assertThat(run("subscribe", "/p/portals/none")).isEqualTo(2);
  }

  @Test
  void publish_twiceUnderOneKey_entersOnce() throws InterruptedException {
    portals.launch(
        Application.named("e", app -> app.workflow("copy", app.external(ENTRY)).sink("copied")));
    for (var attempt = 0; attempt < 2; attempt++) {
      assertThat(run("publish", ENTRY.path(), "[1,2]", "--idempotency-key", "k"))
          .as(err::toString)
          .isZero();
      assertThat(out.toString().strip()).isEqualTo("{\"published\":2}");
    }
    assertThat(portals.awaitQuiet(Duration.ofSeconds(10))).isTrue();
    run("subscribe", "/e/streams/copied", "--from", "earliest", "--atoms", "1", "--json");
    assertThat(out.toString()).contains("\"number\":0,\"events\":[1,2]");
    assertThat(run("publish", ENTRY.path(), "[3]", "--idempotency-key", "k")).isEqualTo(1);
    assertThat(err.toString()).contains("was used before with another atom");
    assertThat(run("publish", ENTRY.path(), "{}")).isEqualTo(2);
    assertThat(run("publish", "/e/streams/none", "[]")).isEqualTo(2);
  }

  @Test
  void inspect_ofAPath_showsItsLanes() {
    assertThat(run("inspect", "/p")).isZero();
    assertThat(out.toString()).contains("/p/generators/out#0", "outstanding");
    assertThat(run("inspect", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"lanes\":[{\"lane\":\"/p/generators/out#0\"");
    assertThat(run("inspect", "/q")).isEqualTo(2);
    assertThat(err.toString()).contains("no lane runs below \"/q\". Maybe");
  }

  @Test
  void inspect_ofAKey_showsWhatIsKeptForIt() throws InterruptedException {
    portals.launch(
        Application.named(
            "k",
            app ->
                app.workflow("count", app.generate("numbers", Generator.range(0, 6, 3)))
                    .key(number -> "" + number % 2)
                    .task(
                        "count",
                        Void.class,
                        task -> {
                          var sum = task.perKey("sum", Integer.class, 0);
                          return (number, ctx) -> ctx.state(sum).update(n -> n + number);
                        })
                    .consume()));
    assertThat(portals.awaitQuiet(Duration.ofSeconds(10))).isTrue();
    assertThat(run("inspect", "/k/workflows/count", "--key", "1")).as(err::toString).isZero();
    assertThat(out.toString())
        .contains("/k/workflows/count#0", "count/sum[1] = 9", "numbers#0: read to its end")
        .doesNotContain("sum[0]");
    assertThat(run("inspect", "/k/workflows", "--details", "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"lanes\":[{\"lane\":0").contains("\"value\":6");
  }

  @Test
  void list_ofAProcessWithAToken_needsIt() {
    door.close();
    door = HttpDoor.open(portals, directory, DoorSettings.local(0).at("127.0.0.1", TOKEN));
    assertThat(run("list")).isEqualTo(2);
    assertThat(err.toString()).contains("a token is needed. Maybe");
    assertThat(run("list", "--token", TOKEN)).isZero();
  }
}
