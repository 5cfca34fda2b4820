package dev.portals.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's first program compiles without a warning, a cast or a type witness. */
class WordCountCompilesTest {
  private static final String WORD_COUNT =
      """
      import dev.portals.build.Application;
      import dev.portals.task.Generator;
      import java.util.List;

      class WordCountProgram {
        record WordCount(String word, long count) {}

        static Application application(List<String> text) {
          return Application.named("wordcount", app -> {
            var lines = app.generate("lines", Generator.of(String.class, text, 100));
            app.workflow("count", lines)
                .flatMap(String.class, line -> List.of(line.split("\\\\W+")))
                .key(word -> word)
                .task("count", WordCount.class, task -> {
                  var seen = task.perKey("seen", Long.class, 0L);
                  return (word, ctx) -> ctx.emit(new WordCount(word, ctx.state(seen).update(n -> n + 1)));
                })
                .sink("counts");
          });
        }
      }
      """;

  @TempDir private Path classes;

  @Test
  void wordCount_asDocumented_compilesWithoutWarnings() throws Exception {
    assertThat(compile(WORD_COUNT)).isEmpty();
  }

  @Test
  void wordCount_emittingAnotherClass_doesNotCompile() throws Exception {
    assertThat(compile(WORD_COUNT.replace("new WordCount(word, ", "List.of("))).contains("error:");
  }

  private String compile(String source) throws URISyntaxException {
    var messages = new StringWriter();
    var file =
        new SimpleJavaFileObject(
            URI.create("string:///WordCountProgram.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var options =
        List.of(
            "-Xlint:all",
            "-Werror",
            "-proc:none",
            "-classpath",
            place(Application.class) + File.pathSeparator + place(NullMarked.class),
            "-d",
            classes.toString());
    ToolProvider.getSystemJavaCompiler()
        .getTask(messages, null, null, options, null, List.of(file))
        .call();
    return messages.toString();
  }

  private static Path place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
