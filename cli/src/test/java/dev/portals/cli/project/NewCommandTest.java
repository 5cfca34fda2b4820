package dev.portals.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.cli.ExitException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewCommandTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();

  /** Made by picocli, as the command line makes it. */
  private int create(String... arguments) {
    var command = new CommandLine(NewCommand.class).setOut(new PrintWriter(out));
    command.setExecutionExceptionHandler(
        (failed, line, parsed) -> {
          throw failed;
        });
    return command.execute(arguments);
  }

  private List<Path> all() throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(it -> !it.equals(directory)).map(directory::relativize).sorted().toList();
    }
  }

  @Test
  void project_named_isWrittenWithNoPlaceLeftEmpty() throws IOException {
    var target = directory.resolve("shop");
    assertThat(create("my-shop", "--directory", target.toString())).isZero();

    assertThat(out.toString()).contains(target.toString(), "mvn install", "not released");
    assertThat(all())
        .filteredOn(path -> Files.isRegularFile(directory.resolve(path)))
        .extracting(Path::toString)
        .containsExactlyInAnyOrder(
            "shop/.gitignore",
            "shop/README.md",
            "shop/pom.xml",
            "shop/src/main/java/myshop/Applications.java",
            "shop/src/main/java/myshop/CountRequest.java",
            "shop/src/main/java/myshop/Main.java",
            "shop/src/main/java/myshop/WordCount.java",
            "shop/src/main/java/myshop/Words.java",
            "shop/src/main/resources/META-INF/services/dev.portals.build.ApplicationProvider",
            "shop/src/test/java/myshop/WordsTest.java");
    for (var path : all()) {
      if (Files.isRegularFile(directory.resolve(path))) {
        assertThat(directory.resolve(path))
            .content()
            .doesNotContainPattern("@[a-z.]+@|\\$\\{project\\.version");
      }
    }
  }

  @Test
  void project_withPackage_isInItsFolder() {
    var target = directory.resolve("shop");
    create("my-shop", "--directory", target.toString(), "--package", "com.example.my_shop");

    assertThat(target.resolve("src/main/java/com/example/my_shop/Main.java"))
        .content()
        .startsWith("package com.example.my_shop;");
    assertThat(target.resolve("pom.xml"))
        .content()
        .contains("<mainClass>com.example.my_shop.Main</mainClass>");
  }

  @Test
  void directory_thatIsThere_isLeftAsItIs() throws IOException {
    var target = Files.createDirectory(directory.resolve("shop"));
    Files.writeString(target.resolve("mine"), "precious");

    assertThat(refused("shop", target))
        .isEqualTo(
            target + " is there already, and nothing is overwritten. Maybe another --directory");
    assertThat(all()).containsExactly(Path.of("shop"), Path.of("shop/mine"));
  }

  @Test
  void link_thatLeadsNowhere_isLeftAsItIs() throws IOException {
    var target = directory.resolve("shop");
    Files.createSymbolicLink(target, directory.resolve("nowhere"));

    assertThat(refused("shop", target)).contains("is there already");
    assertThat(all()).containsExactly(Path.of("shop"));
  }

  @Test
  void parent_missing_isRefused() throws IOException {
    assertThat(refused("shop", directory.resolve("a/b")))
        .contains("there is no directory " + directory.resolve("a"), "Maybe make it first");
    assertThat(all()).isEmpty();
  }

  private String refused(String name, Path target) {
    var failed =
        catchThrowableOfType(
            ExitException.class,
            () -> new ProjectWriter(Template.read()).write(Project.named(name), target));
    assertThat(failed.status()).isEqualTo(ExitException.Status.USAGE);
    return String.valueOf(failed.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "MyShop,myshop",
    "my shop!,my-shop",
    "3d-shop,d-shop",
    "shop-,shop",
    "a--b,a-b",
    "ünder,nder",
    "../shop,shop",
    "'',my-shop",
    "-,my-shop"
  })
  void name_wrong_isRefusedWithOneThatIsRight(String name, String near) {
    assertThatThrownBy(() -> Project.named(name))
        .isInstanceOf(ExitException.class)
        .hasMessageStartingWith("\"" + name + "\" is no name of a project")
        .hasMessageEndingWith("Maybe " + near);
    assertThat(Project.named(near).name()).isEqualTo(near);
  }

  @Test
  void name_tooLong_isRefused() {
    assertThat(Project.named("a".repeat(64)).packageName()).hasSize(64);
    assertThatThrownBy(() -> Project.named("a".repeat(65)))
        .hasMessageEndingWith("Maybe " + "a".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "1a", "a-b", "a b", "a/b", "ä", "../a"})
  void package_wrong_isRefused(String name) {
    assertThatThrownBy(() -> new Project("shop", name))
        .isInstanceOf(ExitException.class)
        .hasMessageStartingWith("\"" + name + "\" is no package")
        .hasMessageEndingWith("Maybe --package com.example.shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "com.example.class", "true", "a._"})
  void package_withAWordOfJava_isRefused(String name) {
    assertThatThrownBy(() -> new Project("shop", name)).hasMessageContaining("is no package");
  }

  @Test
  void package_ofJavaItself_isRefused() {
    assertThatThrownBy(() -> new Project("shop", "java.util")).hasMessageContaining("keeps it");
  }
}
