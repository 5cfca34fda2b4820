package dev.portals.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A change of one place in the product.
 *
 * @param name the number it has in docs/mutants.md, if it has one, and what it breaks
 * @param sources the module's sources, seen from the directory of the module whose tests run
 * @param file below dev/portals there
 * @param old a text that occurs once in the file
 */
public record Mutant(String name, Path sources, String file, String old, String replacement) {
  private static final Path CORE = Path.of("..", "core-model", "src", "main", "java");

  /** A change in the core. */
  public Mutant(String name, String file, String old, String replacement) {
    this(name, CORE, file, old, replacement);
  }

  /** A loader of the whole project with this change. */
  public ClassLoader load() throws IOException {
    return new MutantLoader(compile());
  }

  /** The classes of the changed file, by name. */
  Map<String, byte[]> compile() throws IOException {
    var path = sources.resolve(Path.of("dev", "portals", file));
    var source = Files.readString(path);
    var at = source.indexOf(old);
    if (at < 0 || source.indexOf(old, at + 1) >= 0) {
      throw new AssertionError(
          name + ": \"" + old + "\" is not exactly once in " + file + ". Maybe the code has moved");
    }
    var changed = source.substring(0, at) + replacement + source.substring(at + old.length());
    var compiler = ToolProvider.getSystemJavaCompiler();
    var messages = new StringWriter();
    try (var files = new Memory(compiler.getStandardFileManager(null, null, null))) {
      var options =
          List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
      var unit = new Source(path.toUri(), changed);
      if (!compiler.getTask(messages, files, null, options, null, List.of(unit)).call()) {
        throw new AssertionError(name + " does not compile: " + messages);
      }
      return files.classes();
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(URI uri, String text) {
      super(uri, Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, type -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> classes() {
      var bytes = new HashMap<String, byte[]>();
      classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
      return bytes;
    }
  }
}
