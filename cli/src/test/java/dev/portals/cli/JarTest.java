package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications of a jar that somebody else has built. */
class JarTest {
  private static final String SOURCE =
      """
      package somebody;

      import dev.portals.build.Application;
      import dev.portals.build.ApplicationProvider;
      import dev.portals.task.Generator;
      import dev.portals.task.Portal;
      import dev.portals.task.Task;
      import java.util.List;

      public class Greetings implements ApplicationProvider {
        static final Portal<String, String> HELLO =
            Portal.at("/greetings/portals/hello", String.class, String.class, name -> name);

        public List<Application> applications() {
          return List.of(
              Application.named(
                  "greetings",
                  app -> {
                    app.generate("numbers", Generator.range(0, 10, 5));
                    app.service(
                            "hello",
                            Task.service(
                                Void.class,
                                task -> {
                                  var times = task.perKey("times", Integer.class, 0);
                                  task.replies(HELLO)
                                      .onAsk(
                                          (name, ctx) ->
                                              ctx.reply(
                                                  name + " " + ctx.state(times).update(n -> n + 1)));
                                }))
                        .consume();
                  }));
        }
      }
      """;
  private static final String SERVICE = "META-INF/services/dev.portals.build.ApplicationProvider";

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int portals(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private Path jar(String named) throws IOException {
    var source = Files.createDirectories(directory.resolve("somebody")).resolve("Greetings.java");
    Files.writeString(source, SOURCE);
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                directory.toString(),
                source.toString());
    assertThat(compiled).isZero();
    var jar = directory.resolve("greetings.jar");
    try (var entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("somebody/Greetings.class"));
      Files.copy(directory.resolve("somebody").resolve("Greetings.class"), entries);
      entries.putNextEntry(new JarEntry(SERVICE));
      entries.write(named.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void jar_run_servesItsApplicationsUntilItIsTerminated() throws Exception {
    var jar = jar("somebody.Greetings").toString();
    var data = directory.resolve("data");
    for (var life = 1; life <= 2; life++) {
      try (var process = CartProcess.of(data, "--jar", jar)) {
        assertThat(process.awaitLine("still serving")).isTrue();
        assertThat(portals("ask", "/greetings/portals/hello", "\"ada\"", "--data", data.toString()))
            .as(err::toString)
            .isZero();
        assertThat(out.toString().strip()).isEqualTo("\"ada " + life + "\"");
        assertThat(process.terminate()).isEqualTo(143);
      }
    }
  }

  @Test
  void jar_planned_showsItsApplications() throws Exception {
    assertThat(portals("plan", "--jar", jar("somebody.Greetings").toString())).isZero();
    assertThat(out.toString()).startsWith("/greetings").contains("hello keeps times");
  }

  @Test
  void jar_wrong_saysWhatIsMissing() throws Exception {
    assertThat(portals("run", "--jar", directory.resolve("none.jar").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file ").contains("Maybe build it first");
    assertThat(portals("run", "--jar", jar("").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("names no applications. Maybe add " + SERVICE);
    assertThat(portals("run", "--jar", jar("somebody.Else").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be loaded").contains("somebody.Else");
    assertThat(portals("run", "--jar", jar("x").toString(), "--atom", "2")).isEqualTo(2);
  }
}
