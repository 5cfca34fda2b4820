package dev.portals.cli.project;

import dev.portals.build.ApplicationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files of a project, with places for its names and for the versions of this build: {@code
 * @name@}, {@code @package@}, and those in {@code versions.properties}.
 */
final class Template {
  private static final String MAIN = "src/main/java/@folder@/";
  private static final String SERVICES = "src/main/resources/META-INF/services/";
  private static final String TEST = "src/test/java/@folder@/";

  private final Map<String, String> files;
  private final Map<String, String> versions;

  private Template(Map<String, String> files, Map<String, String> versions) {
    this.files = files;
    this.versions = versions;
  }

  /** The template that is part of this command. */
  static Template read() {
    var files = new LinkedHashMap<String, String>();
    files.put("pom.xml", text("template/pom.xml"));
    files.put("README.md", text("template/README.md"));
    files.put(".gitignore", text("template/gitignore"));
    for (var type : List.of("Applications", "CountRequest", "Main", "WordCount", "Words")) {
      files.put(MAIN + type + ".java", text("template/" + type + ".java"));
    }
    files.put(SERVICES + ApplicationProvider.class.getName(), text("template/services"));
    files.put(TEST + "WordsTest.java", text("template/WordsTest.java"));
    return new Template(files, versions());
  }

  private static Map<String, String> versions() {
    var read = new Properties();
    try (var in = resource("versions.properties")) {
      read.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    var versions = new TreeMap<String, String>();
    read.stringPropertyNames().forEach(name -> versions.put(name, read.getProperty(name)));
    return versions;
  }

  private static String text(String resource) {
    try (var in = resource(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream resource(String name) {
    var in = Template.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing in the jar of the command");
    }
    return in;
  }

  /** Each file of a project: its path, with {@code /}, and its text. */
  Map<String, String> render(Project project) {
    var rendered = new LinkedHashMap<String, String>();
    files.forEach((path, text) -> rendered.put(fill(path, project), fill(text, project)));
    return rendered;
  }

  private String fill(String text, Project project) {
    var filled =
        text.replace("@name@", project.name())
            .replace("@package@", project.packageName())
            .replace("@folder@", project.folder());
    for (var version : versions.entrySet()) {
      filled = filled.replace("@" + version.getKey() + "@", version.getValue());
    }
    return filled;
  }
}
