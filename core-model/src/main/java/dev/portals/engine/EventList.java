package dev.portals.engine;

import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import java.util.List;
import java.util.Objects;

/** The events of an atom as bytes: each its length and its encoding, one behind the other. */
public final class EventList {
  /** What a small event takes; larger ones make the buffer grow. */
  private static final int EVENT_BYTES = 16;

  private EventList() {}

  /** Encodes events in order. */
  public static <T> Bytes encode(Codec<T> codec, List<T> events) {
    var out = new ByteWriter();
    for (var event : events) {
      Codecs.encode(codec, event, out);
    }
    return out.toBytes();
  }

  static Bytes encode(Codec<Object> codec, Batch events) {
    var out = new ByteWriter(EVENT_BYTES * events.size());
    for (var at = 0; at < events.size(); at++) {
      Codecs.encode(codec, events.event(at), out);
    }
    return out.toBytes();
  }

  /**
   * Decodes the events of an atom.
   *
   * @throws CodecException if the bytes do not hold exactly {@code count} events
   */
  static Batch decode(Codec<Object> codec, int count, Bytes bytes) {
    return require(
        count, decode(codec, new Batch(Math.max(0, Math.min(count, bytes.size()))), bytes));
  }

  /** Decodes as many events as the bytes hold. */
  static Batch decode(Codec<Object> codec, Bytes bytes) {
    return decode(codec, new Batch(), bytes);
  }

  private static Batch decode(Codec<Object> codec, Batch events, Bytes bytes) {
    var in = new ByteReader(bytes);
    while (in.remaining() > 0) {
      events.add(Codecs.decode(codec, in), null);
    }
    return events;
  }

  /** Encodes events that have keys: each its key before it. */
  static Bytes encodeKeyed(Codec<Object> codec, Batch events) {
    var out = new ByteWriter(2 * EVENT_BYTES * events.size());
    for (var at = 0; at < events.size(); at++) {
      out.string(Objects.requireNonNull(events.key(at)));
      Codecs.encode(codec, events.event(at), out);
    }
    return out.toBytes();
  }

  /**
   * Decodes the events of an atom that have keys.
   *
   * @throws CodecException if the bytes do not hold exactly {@code count} events
   */
  static Batch decodeKeyed(Codec<Object> codec, int count, Bytes bytes) {
    var in = new ByteReader(bytes);
    var events = new Batch(Math.max(0, Math.min(count, in.remaining())));
    while (in.remaining() > 0) {
      var key = in.string();
      events.add(Codecs.decode(codec, in), key);
    }
    return require(count, events);
  }

  private static Batch require(int count, Batch events) {
    if (events.size() != count) {
      throw new CodecException("an atom of " + count + " events holds " + events.size());
    }
    return events;
  }
}
