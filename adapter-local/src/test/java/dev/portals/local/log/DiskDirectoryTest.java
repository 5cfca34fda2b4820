package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDirectoryTest {
  @TempDir Path directory;
  private final List<Path> synced = new ArrayList<>();

  @Test
  void create_ofSeveralLevels_syncsEachThatHasANewName() throws Exception {
    var deep = directory.resolve("a/b/c");
    DiskDirectory.create(deep, synced::add);
    assertThat(deep).isDirectory();
    assertThat(synced).containsExactly(directory, directory.resolve("a"), directory.resolve("a/b"));
  }

  @Test
  void create_ofOneThatExists_syncsTheOneAboveIt() throws Exception {
    var there = Files.createDirectory(directory.resolve("there"));
    DiskDirectory.create(there, synced::add);
    assertThat(synced).containsExactly(directory);
  }

  @Test
  void create_ofARelativePath_isAtTheWorkingDirectory() throws Exception {
    var relative = Path.of("").toAbsolutePath().relativize(directory.toRealPath()).resolve("r/s");
    DiskDirectory.create(relative, synced::add);
    assertThat(directory.resolve("r/s")).isDirectory();
    assertThat(synced).hasSize(2);
  }
}
