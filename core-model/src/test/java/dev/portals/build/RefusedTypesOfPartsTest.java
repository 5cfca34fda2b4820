package dev.portals.build;

import static dev.portals.build.Built.ofTask;
import static dev.portals.build.Built.problems;
import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Codec;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every class that becomes bytes is known and writable when the application is built. */
class RefusedTypesOfPartsTest {
  private static final String WHY =
      ": java.net.URI has no codec. Maybe register one: app.codec(URI.class, …)";

  private static final Portal<URI, String> PAGES =
      Portal.at("/web/portals/pages", URI.class, String.class, URI::toString);

  @Test
  void generator_ofTypeWithoutCodec_isRefusedAtItsStream() {
    assertThat(problems(app -> app.generate("uris", Generator.of(URI.class, List.of(), 1))))
        .containsExactly("/shop/streams/uris" + WHY);
  }

  @Test
  void cursor_ofTypeWithoutCodec_isRefusedAtItsStream() {
    var pages =
        Generator.resumable(
            String.class, URI.class, URI.create("p:1"), at -> new Generator.Ended<>());

    assertThat(problems(app -> app.generate("pages", pages)))
        .containsExactly("/shop/streams/pages cursor" + WHY);
  }

  @Test
  void sink_ofTypeWithoutCodec_isRefusedAtItsStream() {
    assertThat(problems(app -> app.workflow("w", words(app)).map(URI.class, URI::create).sink("u")))
        .containsExactly("/shop/streams/u" + WHY);
  }

  @Test
  void task_emittingTypeWithoutCodec_isRefusedAtTheTask() {
    assertThat(
            problems(
                app ->
                    app.workflow("w", words(app))
                        .task("t", URI.class, task -> (word, ctx) -> ctx.emit(URI.create(word)))
                        .consume()))
        .containsExactly("/shop/workflows/w task t output" + WHY);
  }

  @Test
  void state_ofTypeWithoutCodec_isRefusedByItsName() {
    assertThat(
            ofTask(
                task -> {
                  task.perKey("last", URI.class, URI.create("none:x"));
                  return (word, ctx) -> {};
                }))
        .containsExactly("/shop/workflows/w task t last" + WHY);
  }

  @Test
  void ask_ofTypeWithoutCodec_isRefusedByItsPortal() {
    assertThat(
            ofTask(
                task -> {
                  task.asks(PAGES);
                  return (word, ctx) -> {};
                }))
        .containsExactly("/shop/workflows/w task t /web/portals/pages request" + WHY);
  }

  @Test
  void context_ofTypeWithoutCodec_isRefusedByItsContinuation() {
    assertThat(
            ofTask(
                task -> {
                  task.onAnswer(
                      "c", task.asks(Built.BANK), URI.class, (context, answer, ctx) -> {});
                  return (word, ctx) -> {};
                }))
        .containsExactly("/shop/workflows/w task t c context" + WHY);
  }

  @Test
  void type_withRegisteredCodec_isTaken() {
    assertThat(
            problems(
                app -> {
                  app.codec(URI.class, new UriCodec());
                  app.generate("uris", Generator.of(URI.class, List.of(), 1));
                }))
        .isEmpty();
  }

  @Test
  void codec_registeredTwice_isRefused() {
    assertThat(
            problems(
                app -> {
                  words(app);
                  app.codec(URI.class, new UriCodec());
                  app.codec(URI.class, new UriCodec());
                }))
        .containsExactly("codec of java.net.URI: it is registered twice");
  }

  record Name(Optional<String> text) {}

  @Test
  void initialValue_thatCannotBeStored_isRefused() {
    assertThat(
            problems(
                app -> {
                  var numbers = app.generate("numbers", Generator.range(0, 1, 1));
                  app.workflow("flow", numbers)
                      .key(n -> "" + n)
                      .task(
                          "task",
                          Integer.class,
                          task -> {
                            task.perKey("name", Name.class, new Name(null));
                            return (n, ctx) -> {};
                          })
                      .sink("out");
                }))
        .singleElement()
        .asString()
        .startsWith("/shop/workflows/flow task task name: its initial value cannot be stored: ")
        .contains("Name.text");
  }

  private static final class UriCodec implements Codec<URI> {
    @Override
    public void write(ByteWriter out, URI value) {
      out.utf8(value.toString());
    }

    @Override
    public URI read(ByteReader in) {
      return URI.create(in.utf8());
    }

    @Override
    public boolean shareable() {
      return true;
    }
  }
}
