package dev.portals.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documentation shows in Java is code that compiles and is tested: each piece of it, from
 * one line with … to the next, stands in a source of the examples or of their tests.
 */
class SnippetsTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LEFT_OUT = Pattern.compile("(?m)^\\s*…\\s*$");
  private static final Path DOCS = Path.of("..", "docs");

  static List<Path> pages() throws IOException {
    try (var files = Files.walk(DOCS)) {
      return files.filter(SnippetsTest::hasJava).sorted().toList();
    }
  }

  private static boolean hasJava(Path page) {
    return page.toString().endsWith(".md") && BLOCK.matcher(text(page)).find();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static List<String> sources() throws IOException {
    try (var files =
        Stream.concat(
            Files.walk(Path.of("src")), Files.walk(Path.of("..", "testkit", "src", "main")))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> plain(text(file)))
          .toList();
    }
  }

  /** Without white space, which differs with the depth of the code. */
  private static String plain(String code) {
    return code.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void snippet_ofAPage_isCodeThatIsTested(Path page) throws IOException {
    var sources = sources();
    var pieces = new ArrayList<String>();
    BLOCK.matcher(text(page)).results().forEach(block -> pieces.addAll(pieces(block.group(1))));

    assertThat(pieces)
        .isNotEmpty()
        .allSatisfy(
            piece ->
                assertThat(sources)
                    .as("in no source: %s", piece)
                    .anyMatch(source -> source.contains(plain(piece))));
  }

  private static List<String> pieces(String block) {
    return Stream.of(LEFT_OUT.split(block)).filter(piece -> !piece.isBlank()).toList();
  }
}
