package dev.portals.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import dev.portals.codec.Mutations;
import dev.portals.plan.Incarnation;
import dev.portals.plan.Manifest;
import dev.portals.plan.Plan;
import dev.portals.plan.Registration;
import dev.portals.task.Generator;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that nobody wrote: whatever they are, they are read as a value or refused with advice, in
 * memory that their size bounds, whatever lengths and numbers they hold.
 */
class HostileBytesTest {
  private static final int MUTATIONS = 8_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A value that is written, and mutated before it is read. */
  private record Written<T>(Class<T> type, T value) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Stream<Written<?>> written() {
    return Stream.of(
        new Written<>(Commit.class, CommitFormatTest.FULL),
        new Written<>(AskMessage.class, asks()),
        new Written<>(AnswerMessage.class, asks().answer(new Outcome.Failed("no"))),
        new Written<>(PageImage.class, page()),
        new Written<>(Registration.class, registration()));
  }

  private static AskMessage asks() {
    var item = new AskMessage.Item(3, "/bank/portals/b", "k", 7, Optional.of(Bytes.ofUtf8("q")), 1);
    var late = new AskMessage.Item(4, "/bank/portals/b", "k", 8, Optional.empty(), 2);
    return new AskMessage(Lanes.ASKER, Lanes.REPLIER, 9, 3, List.of(item, late));
  }

  private static PageImage page() {
    var ask = Lanes.ask("q", Lanes.ATOM, true);
    return new PageImage(
        Map.of("t/n", Map.of("a", Bytes.ofUtf8("1"), "", Bytes.EMPTY)),
        Map.of(new PageImage.Input(Lanes.PORT, Lanes.CHANNEL), new PageImage.Consumer(0, 5, false)),
        Map.of(Lanes.PORT, new PageImage.Producer(6, 4, true)),
        Map.of(
            Lanes.REPLIER,
            new PageImage.Asker(3, 1, List.of(new PageImage.Outstanding(2, ask)), List.of())),
        Map.of(
            Lanes.ASKER,
            new PageImage.Replier(
                2, 0, List.of(new PageImage.Accepted(1, 42, Lanes.replied("r"))))),
        Map.of(0L, Map.of(1, new Outcome.Failed("no"))),
        PageImage.Life.OPEN);
  }

  private static Registration registration() {
    var application =
        Application.named(
            "a",
            app ->
                app.workflow("w", app.generate("in", Generator.range(0, 9, 3)))
                    .key(n -> "k" + n)
                    .task("t", Integer.class, task -> (n, ctx) -> ctx.emit(n))
                    .sink("out"));
    var manifest = Manifest.of(Plan.of(application.graph(), 4));
    return Registration.launching("launch", manifest, new Incarnation(1, -1), 1);
  }

  @ParameterizedTest
  @MethodSource("written")
  @Timeout(60)
  <T> void bytes_mutated_areReadOrRefusedWithAdviceAndLittleMemory(Written<T> written) {
    var codec = Codecs.builder().add(written.type(), "test").build().of(written.type());
    var good = Codecs.encode(codec, written.value());
    assertThat(Codecs.decode(codec, good)).isEqualTo(written.value());
    assertThat(outcome(codec, Bytes.of(new byte[] {-1}))).isNotNull(); // loads the classes it takes
    var mutations = new Mutations(good.hashCode());
    var read = 0;
    var refused = 0;
    for (var run = 0; run < MUTATIONS; run++) {
      var bytes = mutations.of(good);
      var before = THREADS.getCurrentThreadAllocatedBytes();
      var outcome = outcome(codec, bytes);
      var memory = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (outcome instanceof CodecException expected) {
        refused++;
        assertThat(expected)
            .hasMessageStartingWith("cannot read " + written)
            .hasMessageContaining("Maybe ");
      } else {
        read++;
        var value = written.type().cast(outcome);
        assertThat(Codecs.decode(codec, Codecs.encode(codec, value))).isEqualTo(value);
      }
      assertThat(memory).as("memory to read %s", bytes).isLessThan(1 << 20);
    }
    assertThat(read).isGreaterThan(MUTATIONS / 100);
    assertThat(refused).isGreaterThan(MUTATIONS / 2);
  }

  /** The value, or the refusal. */
  private static Object outcome(Codec<?> codec, Bytes bytes) {
    try {
      return Codecs.decode(codec, bytes);
    } catch (CodecException refusal) {
      return refusal;
    }
  }
}
