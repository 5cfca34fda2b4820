package dev.portals.local;

import dev.portals.conformance.Lanes;
import dev.portals.conformance.Observed;
import dev.portals.conformance.Program;
import dev.portals.local.log.LogSettings;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the journal of a data directory says of every lane. */
public final class JournalLanes implements Journal.Reader {
  private static final int CHUNK = 1 << 16;

  private record Read(LaneState state, Map<String, List<Atom>> produced) {}

  private final Map<LaneId, Read> lanes = new LinkedHashMap<>();

  private JournalLanes() {}

  /**
   * Reads a copy of the directory, which may be in use as long as nothing is written.
   *
   * @param stages how many were launched
   */
  public static Observed read(Path directory, Program program, int stages) throws IOException {
    var copy = Files.createTempDirectory("portals-copy");
    try {
      for (var file : files(directory)) {
        copy(file, copy.resolve(file.getFileName()));
      }
      var reader = new JournalLanes();
      Journal.open(copy, LogSettings.DEFAULT, reader, JournalLanes::fail).close();
      var gathered = new Lanes(program, stages);
      reader.lanes.forEach((lane, read) -> gathered.lane(lane, read.state(), read.produced()));
      return gathered.observed();
    } finally {
      for (var file : files(copy)) {
        Files.delete(file);
      }
      Files.delete(copy);
    }
  }

  /** Leaves out what is zero: a segment is 64 MiB, most of it not yet used. */
  private static void copy(Path from, Path to) throws IOException {
    var zeros = new byte[CHUNK];
    try (var in = Files.newInputStream(from);
        var out = new RandomAccessFile(to.toFile(), "rw")) {
      for (var chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
        if (!Arrays.equals(chunk, 0, chunk.length, zeros, 0, chunk.length)) {
          out.write(chunk);
        } else {
          out.seek(out.getFilePointer() + chunk.length);
        }
      }
      out.setLength(Files.size(from));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void fail(Throwable error) {
    throw new AssertionError("the copy cannot be read", error);
  }

  @Override
  public void registered(JournalRecord.Registered registered) {}

  @Override
  public void reserved(JournalRecord.Reserved reserved) {}

  @Override
  public void snapshot(LaneId lane, JournalRecord.Snapshot part) {
    throw new AssertionError("the log is long enough to be truncated. Maybe a smaller program");
  }

  @Override
  public void kept(JournalRecord.Kept kept) {
    throw new AssertionError("the log is long enough to be truncated. Maybe a smaller program");
  }

  @Override
  public void committed(LaneId lane, Commit commit) {
    var read = lanes.computeIfAbsent(lane, id -> new Read(new LaneState(), new LinkedHashMap<>()));
    read.state().apply(commit);
    for (var entry : commit.entries()) {
      if (entry instanceof Entry.Produced produced) {
        read.produced()
            .computeIfAbsent(produced.port(), port -> new ArrayList<>())
            .add(produced.atom());
      }
    }
  }
}
