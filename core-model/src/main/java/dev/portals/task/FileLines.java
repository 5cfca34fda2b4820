package dev.portals.task;

import dev.portals.PortalsException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The lines of a text file, found again by their position. Keeps no file open between atoms. */
final class FileLines {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int REMEMBERED = 1 << 10;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final int atomSize;

  FileLines(Path file, int atomSize) {
    this.file = file;
    this.atomSize = atomSize;
  }

  Generator.Produced<String, LinesCursor> at(LinesCursor cursor) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      requireUnchanged(channel, cursor);
      var lines = new ArrayList<String>();
      var in = Channels.newInputStream(channel.position(cursor.position()));
      var end = read(new BufferedInputStream(in, BUFFER), cursor.position(), lines);
      return lines.isEmpty() ? Generator.ended() : Generator.produced(lines, cursor(channel, end));
    } catch (IOException unreadable) {
      throw new PortalsException(
          file + " cannot be read: " + unreadable + ". Maybe another path", unreadable);
    }
  }

  private void requireUnchanged(FileChannel channel, LinesCursor cursor) throws IOException {
    if (channel.size() < cursor.position()) {
      throw new PortalsException(
          file
              + " is "
              + channel.size()
              + " bytes long, but was read up to byte "
              + cursor.position()
              + ". Maybe put the file back as it was");
    }
    if (checksum(channel, cursor.position(), cursor.tail()) != cursor.checksum()) {
      throw new PortalsException(
          file
              + " was changed before byte "
              + cursor.position()
              + ", up to which it was read. Maybe put the file back as it was");
    }
  }

  private static LinesCursor cursor(FileChannel channel, long position) throws IOException {
    var tail = (int) Math.min(REMEMBERED, position);
    return new LinesCursor(position, tail, checksum(channel, position, tail));
  }

  private static long checksum(FileChannel channel, long end, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    var read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, end - length + bytes.position());
    }
    var crc = new CRC32C();
    crc.update(bytes.flip());
    return crc.getValue();
  }

  /** Adds the lines of one atom; gives the position behind them. */
  private long read(InputStream in, long from, List<String> lines) throws IOException {
    var line = new ByteArrayOutputStream();
    var begin = from;
    while (lines.size() < atomSize) {
      var next = in.read();
      if (next >= 0 && next != '\n') {
        line.write(next);
        requireLength(line.size(), begin);
      } else if (next >= 0 || line.size() > 0) { // the last line need not end
        lines.add(text(line.toByteArray(), begin));
        begin += line.size() + (next < 0 ? 0 : 1);
        line.reset();
      } else {
        break;
      }
    }
    return begin;
  }

  private void requireLength(int length, long begin) {
    if (length > LONGEST_LINE) {
      throw new PortalsException(
          "%s has a line of more than %,d bytes at byte %,d. Maybe it is no text"
              .formatted(file, LONGEST_LINE, begin));
    }
  }

  private String text(byte[] line, long begin) {
    var length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new PortalsException(
          "%s has a line at byte %,d that is not UTF-8. Maybe convert the file"
              .formatted(file, begin),
          invalid);
    }
  }
}
