package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.task.Answer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalKeysTest {
  private static final String LONGEST = "é".repeat(1_024);
  private static final String HALF = "a\ud83d";

  @TempDir Path directory;
  private LocalPortals portals;

  @BeforeEach
  void open() {
    portals = LocalPortals.open(directory);
    portals.launch(Programs.echo(q -> "" + q.length()));
  }

  @AfterEach
  void close() {
    portals.close();
  }

  private void requireRefused(ThrowingCallable ask, String message) throws Exception {
    assertThatThrownBy(ask)
        .isInstanceOfSatisfying(
            AskRefusedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(AskRefusedException.Reason.BAD_KEY))
        .hasMessageContaining(message)
        .hasMessageContaining("nothing was asked. Maybe 1 to 2,048 bytes");
    requireAnswer("after", "after", "5");
    assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
  }

  private void requireAnswer(String request, String idempotencyKey, String reply) throws Exception {
    var answer = portals.ask(Programs.ECHO, request, idempotencyKey).get(60, TimeUnit.SECONDS);
    assertThat(answer).isEqualTo(new Answer.Replied<>(reply));
  }

  @Test
  void requestKey_null_isRefused() throws Exception {
    requireRefused(
        () -> portals.ask(Programs.ECHO, "none", "k"),
        "the key of the request to /p/portals/echo is null");
  }

  @Test
  void requestKey_empty_isRefused() throws Exception {
    requireRefused(() -> portals.ask(Programs.ECHO, "", "k"), "/p/portals/echo is empty");
  }

  @Test
  void requestKey_tooLong_isRefused() throws Exception {
    requireRefused(() -> portals.ask(Programs.ECHO, LONGEST + "e", "k"), "2049 bytes");
    requireRefused(() -> portals.ask(Programs.ECHO, "x".repeat(5 << 20), "k"), "5242880 bytes");
  }

  @Test
  void requestKey_halfOfAPair_isRefused() throws Exception {
    requireRefused(() -> portals.ask(Programs.ECHO, "half", "k"), "half of a surrogate pair");
  }

  @Test
  void idempotencyKey_noneThatCanBeKept_isRefused() throws Exception {
    requireRefused(() -> portals.ask(Programs.ECHO, "a", null), "the idempotency key is null");
    requireRefused(() -> portals.ask(Programs.ECHO, "a", ""), "the idempotency key is empty");
    requireRefused(() -> portals.ask(Programs.ECHO, "a", LONGEST + "e"), "2049 bytes");
    requireRefused(() -> portals.ask(Programs.ECHO, "a", HALF), "half of a surrogate pair");
  }

  @Test
  void keys_asLongAsAllowed_areTaken() throws Exception {
    requireAnswer(LONGEST, LONGEST, "1024");
  }
}
