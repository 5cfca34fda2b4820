package dev.portals.protocol;

import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Bytes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what a lane has dropped as its policy says (S9): a value of state like any other. */
public final class Skipped {
  private static final String STATE = "skipped";

  private Skipped() {}

  /** How often a lane has skipped something. */
  public static long count(LaneState state) {
    return count(state.value(STATE, ""));
  }

  private static long count(@Nullable Bytes stored) {
    return stored == null ? 0 : new ByteReader(stored).varint();
  }

  /** The entry that counts one more. */
  public static Entry.Wrote oneMore(LaneState state) {
    return to(count(state) + 1);
  }

  /** The entry that counts the {@code count}th. */
  public static Entry.Wrote to(long count) {
    var out = new ByteWriter();
    out.varint(count);
    return new Entry.Wrote(STATE, List.of(new Entry.Value("", Optional.of(out.toBytes()))));
  }
}
