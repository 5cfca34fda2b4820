package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.ByteReader;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Atom;
import dev.portals.task.AtomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a stream from outside, what is durable of it only, from a position that the reader keeps.
 * It holds nobody back: who is slower than what is kept is told where to go on. One thread at a
 * time.
 */
public final class Tail implements AutoCloseable {
  /** In place of a position: with the earliest atoms that are kept. */
  public static final String EARLIEST = "earliest";

  /** In place of a position: with the next atoms. */
  public static final String NOW = "now";

  private static final Pattern POSITION = Pattern.compile("(\\d{1,18})@(\\d{1,18}(?:-\\d{1,18})*)");

  /**
   * An atom.
   *
   * @param lane the producer's
   * @param number its number in that lane, from 0
   * @param isSeal whether it ends the lane; it has no events then
   * @param position behind it
   */
  public record Read(int lane, long number, List<Object> events, boolean isSeal, String position) {}

  private final AtomStream<?> stream;
  private final Codec<?> codec;
  private final long incarnation;
  private final LocalStreams streams;
  private final List<ChannelWatch> watches = new ArrayList<>();
  private final long[] next;
  private final boolean[] sealed;

  Tail(
      Deployment.Written written,
      Routes.StreamRoute route,
      LocalStreams streams,
      Journal journal,
      String from,
      Runnable ready) {
    this.stream = written.stream();
    this.codec = written.operator().codecs().of(stream.type());
    this.incarnation = route.incarnation().ordinal();
    this.streams = streams;
    var channels = route.channels();
    next = new long[channels.size()];
    sealed = new boolean[channels.size()];
    begin(from, channels);
    channels.forEach(channel -> watches.add(streams.watch(channel, journal, ready)));
  }

  private void begin(String from, List<StreamChannel> channels) {
    var position = POSITION.matcher(from);
    if (position.matches()) {
      var numbers = position.group(2).split("-", -1);
      if (Long.parseLong(position.group(1)) != incarnation || numbers.length != next.length) {
        Arrays.setAll(next, lane -> streams.first(channels.get(lane)));
        throw new TruncatedException(
            "%s was stopped since position %s. Maybe go on from %s"
                .formatted(stream.path(), from, position()),
            position());
      }
      Arrays.setAll(next, lane -> Long.parseLong(numbers[lane]));
    } else if (from.equals(EARLIEST)) {
      Arrays.setAll(next, lane -> streams.first(channels.get(lane)));
    } else if (from.equals(NOW)) {
      Arrays.setAll(next, lane -> streams.next(channels.get(lane)));
    } else {
      throw new PortalsException(
          "\"%s\" is no position of %s. Maybe one that was read before, %s or %s"
              .formatted(from, stream.path(), EARLIEST, NOW));
    }
    for (var lane = 0; lane < next.length; lane++) {
      if (next[lane] > streams.next(channels.get(lane))) {
        throw new PortalsException(
            "position %s is behind the end of %s. Maybe of another directory: %s or %s"
                .formatted(from, stream.path(), EARLIEST, NOW));
      }
      requireKept(lane, streams.first(channels.get(lane)));
    }
  }

  private void requireKept(int lane, long first) {
    if (next[lane] < first) {
      var from = position();
      next[lane] = first;
      throw new TruncatedException(
          "%s does not have what follows position %s any more. Maybe go on from %s"
              .formatted(stream.path(), from, position()),
          position());
    }
  }

  /** The stream that is read. */
  public AtomStream<?> stream() {
    return stream;
  }

  /** Where reading goes on, as text. */
  public String position() {
    return incarnation
        + "@"
        + Arrays.stream(next).mapToObj(Long::toString).collect(Collectors.joining("-"));
  }

  /** True once every lane has ended. */
  public boolean isAtEnd() {
    for (var lane = 0; lane < next.length; lane++) {
      if (!sealed[lane] && !watches.get(lane).isClosed()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The next atom, if there is one.
   *
   * @throws TruncatedException if it is not kept any more; the next call goes on behind the hole
   */
  public Optional<Read> poll() {
    for (var lane = 0; lane < next.length; lane++) {
      var watch = watches.get(lane);
      if (next[lane] < watch.durable()) {
        requireKept(lane, watch.first());
        var number = next[lane];
        var atom = watch.atom(number);
        if (atom.isPresent()) {
          next[lane] = number + 1;
          sealed[lane] = atom.get().isSeal();
          return Optional.of(
              new Read(lane, number, events(atom.get()), atom.get().isSeal(), position()));
        }
      }
    }
    return Optional.empty();
  }

  private List<Object> events(Atom atom) {
    var events = new ArrayList<Object>();
    var in = new ByteReader(atom.events());
    while (in.remaining() > 0) {
      events.add(Codecs.decode(codec, in));
    }
    return events;
  }

  @Override
  public void close() {
    watches.forEach(ChannelWatch::close);
  }
}
