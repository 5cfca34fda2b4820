package dev.portals.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLinesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("text");
  }

  private static Generator.Produced<String, LinesCursor> next(
      Generator<String, LinesCursor> lines, LinesCursor at) {
    return lines.next().at(at, Instant.EPOCH);
  }

  private static Generator.Atom<String, LinesCursor> atom(
      Generator<String, LinesCursor> lines, LinesCursor at) {
    return (Generator.Atom<String, LinesCursor>) next(lines, at);
  }

  /** All atoms, the generator made anew for each as after a restart. */
  private List<List<String>> atoms(int atomSize) {
    var atoms = new ArrayList<List<String>>();
    var at = LinesCursor.START;
    while (next(Generator.lines(file, atomSize), at)
        instanceof Generator.Atom<String, LinesCursor> atom) {
      atoms.add(atom.events());
      at = atom.next();
    }
    return atoms;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nbé\n\nd", "a\nbé\n\nd\n", "a\r\nbé\r\n\r\nd\r\n"})
  void lines_ofAText_areGivenOnceAndInAtoms(String text) throws IOException {
    Files.writeString(file, text);

    assertThat(atoms(3)).containsExactly(List.of("a", "bé", ""), List.of("d"));
    assertThat(atoms(1)).containsExactly(List.of("a"), List.of("bé"), List.of(""), List.of("d"));
    assertThat(atoms(9)).containsExactly(List.of("a", "bé", "", "d"));
  }

  @Test
  void lines_ofAnEmptyFile_endAtOnce() throws IOException {
    Files.writeString(file, "");

    assertThat(next(Generator.lines(file, 1), LinesCursor.START)).isEqualTo(Generator.ended());
  }

  @Test
  void lines_ofALongText_areFoundAgainByTheirPosition() throws IOException {
    var expected = new ArrayList<List<String>>();
    for (var number = 0; number < 500; number++) {
      expected.add(List.of(number + "x".repeat(number), "€".repeat(number)));
    }
    Files.writeString(file, String.join("\n", expected.stream().flatMap(List::stream).toList()));

    assertThat(atoms(2)).isEqualTo(expected);
  }

  @Test
  void file_thatShrank_isRefusedAndSaysHowFarItWasRead() throws IOException {
    Files.writeString(file, "abc\ndef\n");
    var lines = Generator.lines(file, 2);
    var read = atom(lines, LinesCursor.START).next();
    Files.writeString(file, "abc\n");

    assertThatThrownBy(() -> next(lines, read))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            file
                + " is 4 bytes long, but was read up to byte 8. Maybe put the file back as it was");
  }

  @Test
  void file_thatChangedBeforeItsPlace_isRefused() throws IOException {
    Files.writeString(file, "abc\ndef\n");
    var lines = Generator.lines(file, 1);
    var read = atom(lines, LinesCursor.START).next();
    Files.writeString(file, "abC\ndef\n");

    assertThatThrownBy(() -> next(lines, read))
        .hasMessage(
            file
                + " was changed before byte 4, up to which it was read. "
                + "Maybe put the file back as it was");
  }

  @Test
  void file_thatGrewBehindItsPlace_isReadOn() throws IOException {
    Files.writeString(file, "abc\n");
    var lines = Generator.lines(file, 1);
    var read = atom(lines, LinesCursor.START).next();
    Files.writeString(file, "abc\ndef\n");

    assertThat(atom(lines, read).events()).containsExactly("def");
  }

  @Test
  void file_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> next(Generator.lines(file, 1), LinesCursor.START))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            file
                + " cannot be read: java.nio.file.NoSuchFileException: "
                + file
                + ". Maybe another path");
  }

  @Test
  void bytes_thatAreNotText_areRefusedWithTheirPlace() throws IOException {
    Files.write(file, new byte[] {'a', '\n', (byte) 0xc3, '\n'});
    var lines = Generator.lines(file, 1);
    var read = atom(lines, LinesCursor.START).next();

    assertThatThrownBy(() -> next(lines, read))
        .hasMessage(file + " has a line at byte 2 that is not UTF-8. Maybe convert the file");
  }

  @Test
  void line_withoutEnd_isRefused() throws IOException {
    Files.writeString(file, "x".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> next(Generator.lines(file, 1), LinesCursor.START))
        .hasMessage(
            file + " has a line of more than 1,048,576 bytes at byte 0. Maybe it is no text");
  }
}
