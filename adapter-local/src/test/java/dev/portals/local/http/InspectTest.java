package dev.portals.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.task.Generator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lanes keep, over HTTP. */
@Timeout(60)
class InspectTest {
  /** What is kept for a word. */
  public record Seen(int times, List<String> where) {}

  @TempDir private Path directory;
  private LocalPortals portals;
  private HttpDoor door;

  /** Its task keeps all sorts of state, and fails at one word. */
  private static Application words() {
    return Application.named(
        "words",
        app ->
            app.workflow(
                    "count",
                    app.generate(
                        "words", Generator.of(String.class, List.of("to", "be", "to", "fail"), 3)))
                .key(word -> word)
                .task(
                    "count",
                    Void.class,
                    task -> {
                      var seen = task.perKey("seen", Seen.class, new Seen(0, List.of()));
                      var all = task.perTaskMap("all", String.class, Integer.class);
                      var later = task.stash("later", String.class);
                      return (word, ctx) -> {
                        if (word.equals("fail")) {
                          throw new IllegalStateException("no " + word);
                        }
                        ctx.state(seen).update(it -> new Seen(it.times() + 1, List.of("here")));
                        ctx.state(all).update(word, 0, n -> n + 1);
                        ctx.state(later).put(word);
                      };
                    })
                .consume());
  }

  @BeforeEach
  void open() throws Exception {
    portals = LocalPortals.open(directory);
    portals.launch(words());
    assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    door = HttpDoor.open(portals, directory, DoorSettings.local(0));
  }

  @AfterEach
  void close() {
    door.close();
    portals.close();
  }

  private HttpResponse<String> inspect(String path, String more) throws Exception {
    var at = door.address() + "/v1/inspect?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(at + more)).build(), BodyHandlers.ofString());
  }

  @Test
  void lane_inspected_showsAllThatItKeeps() throws Exception {
    var shown = inspect("/words/workflows/count", "");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body())
        .contains(
            "{\"task\":\"count\",\"state\":\"seen\",\"key\":\"to\",\"value\":{\"times\":2,\"where\":[\"here\"]}}")
        .contains("\"state\":\"all\",\"key\":\"\",\"value\":[[\"be\",1],[\"to\",2]]")
        .contains("\"state\":\"later\",\"key\":\"to\",\"value\":[\"to\",\"to\"]")
        .contains("\"port\":\"/words/streams/words\",\"lane\":0,\"next\":3,\"sealed\":true")
        .contains("\"what\":\"atom 1 of ", "no fail");
  }

  @Test
  void key_inspected_showsWhatIsKeptForIt() throws Exception {
    assertThat(inspect("/words/workflows/count", "&key=be").body())
        .contains("\"key\":\"be\"", "\"times\":1")
        .doesNotContain("\"key\":\"to\"", "\"all\"");
  }

  @Test
  void operator_thatIsNot_namesThoseThatAre() throws Exception {
    var refused = inspect("/words/workflows/counts", "");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.body())
        .contains("no operator /words/workflows/counts runs here", "/words/workflows/count");
  }
}
