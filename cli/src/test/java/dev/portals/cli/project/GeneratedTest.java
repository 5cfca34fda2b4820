package dev.portals.cli.project;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that is made here does what its README says, by the Maven that builds this. */
class GeneratedTest {
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)\n(.*?)\n```");

  @Test
  void project_made_runsAndTestsAsItsReadmeSays(@TempDir Path directory) throws Exception {
    var home = System.getProperty("maven.home");
    assumeThat(home).as("the Maven that runs this test").isNotBlank();
    var ofThisBuild = Path.of(System.getProperty("maven.repository"));
    var project = directory.resolve("to-be");
    var named = new Project("to-be", "com.example.words");
    var files = Template.read().render(named);
    new ProjectWriter(Template.read()).write(named, project);
    var commands = COMMANDS.matcher(files.get("README.md"));
    assertThat(commands.find()).isTrue();
    var repository = directory.resolve("repository");

    try (var own = new OwnRepository(repository, ofThisBuild, version(files.get("pom.xml")))) {
      configure(project, own);
      assertThat(run(project, home, commands.group(1))).containsExactly("to 4", "be 2", "or 2");
      run(project, home, commands.group(2) + " -q");
    }
    var again = run(project, home, commands.group(1).split("&&", -1)[1]);
    assertThat(again).as("nothing is counted twice").containsExactly("to 4", "be 2", "or 2");
    var portals =
        "java -cp '%s' dev.portals.cli.Main".formatted(System.getProperty("java.class.path"));
    assertThat(run(project, home, portals + " simulate --jar target/to-be.jar --seeds 10"))
        .first()
        .asString()
        .startsWith("10 schedules")
        .endsWith("no deviation");
    assertThat(project.resolve("target/surefire-reports/com.example.words.WordsTest.txt"))
        .content()
        .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
  }

  private static String version(String pom) {
    var found = Pattern.compile("<portals.version>(.*)</portals.version>").matcher(pom);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static void configure(Path project, OwnRepository own) throws IOException {
    Files.createDirectory(project.resolve(".mvn"));
    Files.writeString(
        project.resolve(".mvn/maven.config"), "-B\n-Dmaven.repo.local=" + own.directory());
  }

  /** The lines that a command prints. */
  private static List<String> run(Path project, String home, String command) throws Exception {
    var out = project.resolveSibling("out");
    var builder =
        new ProcessBuilder("bash", "-c", command)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    var java = System.getProperty("java.home");
    var path = String.join(File.pathSeparator, home + "/bin", java + "/bin", System.getenv("PATH"));
    builder.environment().putAll(Map.of("PATH", path, "JAVA_HOME", java));
    var process = builder.start();
    try {
      assertThat(process.waitFor(5, MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out).stream().map(GeneratedTest::plain).toList();
  }

  /** Maven ends with a colour, whatever it is told. */
  private static String plain(String line) {
    return line.replaceAll("\\e\\[\\d*m", "");
  }
}
