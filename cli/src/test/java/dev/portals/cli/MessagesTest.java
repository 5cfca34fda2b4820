package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the documentation says of messages and options is what the code has. A message is the first
 * cell of a row, in quotes of code; … stands for what is put in.
 */
class MessagesTest {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static List<String> sources = List.of();

  @BeforeAll
  static void readSources() throws IOException {
    try (var modules = Files.list(PROJECT)) {
      sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(MessagesTest::files)
              .map(MessagesTest::texts)
              .toList();
    }
  }

  private static Stream<Path> files(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The texts of a source, those that are joined as one, each in a line. */
  private static String texts(Path source) {
    try {
      var joined = Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", "");
      var texts = new StringBuilder();
      TEXT.matcher(joined)
          .results()
          .forEach(found -> texts.append(found.group(1).replace("\\\"", "\"")).append('\n'));
      return texts.toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference/errors.md", "guides/upgrading.md"})
  void message_ofAPage_isInASource(String page) throws IOException {
    var text = Files.readString(PROJECT.resolve("docs").resolve(page));
    var messages = MESSAGE.matcher(text).results().map(found -> found.group(1)).toList();
    assertThat(messages).hasSizeGreaterThan(10).allSatisfy(MessagesTest::requireIn);
  }

  /** Advice is part of a message, and may hold … itself: so each piece is looked for. */
  private static void requireIn(String message) {
    var pieces =
        Stream.of(message.split("…", -1)).map(String::strip).filter(it -> it.length() > 2).toList();
    assertThat(sources)
        .as("in no source: %s", message)
        .anyMatch(source -> pieces.stream().allMatch(source::contains));
  }

  @Test
  void option_ofEveryCommand_isInTheSettings() throws IOException {
    var settings = Files.readString(PROJECT.resolve("docs/reference/settings.md"));
    var commands = Main.commandLine().getSubcommands();
    assertThat(commands).hasSizeGreaterThan(12);
    for (var command : commands.values()) {
      var options = command.getCommandSpec().options();
      assertThat(options)
          .isNotEmpty()
          .flatExtracting(option -> List.of(option.names()))
          .filteredOn(option -> option.startsWith("--"))
          .filteredOn(option -> !List.of("--help", "--version").contains(option))
          .allSatisfy(option -> assertThat(settings).contains(option));
    }
  }
}
