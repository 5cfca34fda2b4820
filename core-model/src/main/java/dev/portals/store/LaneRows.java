package dev.portals.store;

import dev.portals.codec.Bytes;
import dev.portals.codec.Checked;
import dev.portals.codec.Codec;
import dev.portals.codec.CodecException;
import dev.portals.codec.Codecs;
import dev.portals.plan.LaneId;
import dev.portals.protocol.BrokenLaneException;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.PageImage;
import dev.portals.spi.Table;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The rows of one lane, all in one partition: {@code slot/NN} the ring of commits, {@code page/NNN}
 * the pages, {@code dead/commit/index} the dead letters that left the ring. Each row's bytes carry
 * a checksum.
 */
record LaneRows(LaneId lane, TableSettings settings, String partition) {
  /**
   * A commit in the ring.
   *
   * @param ring how many slots the ring has
   * @param flushed the newest commit that every page and dead letter row contains
   */
  record Slot(int ring, long flushed, Bytes commit) {}

  /** A page, and of how many. */
  record Page(int pages, PageImage image) {}

  private static final Codecs CODECS =
      Codecs.builder()
          .add(Slot.class, "slot")
          .add(Page.class, "page")
          .add(DeadLetter.class, "dead letter")
          .build();

  private static final Codec<Slot> SLOT = CODECS.of(Slot.class);

  LaneRows(LaneId lane, TableSettings settings) {
    this(lane, settings, partition(lane));
  }

  /** The partition of a lane: no two lanes have the same. */
  static String partition(LaneId lane) {
    var incarnation = lane.incarnation();
    return "lane/"
        + lane.application()
        + "/"
        + incarnation.ordinal()
        + "-"
        + HexFormat.of().toHexDigits(incarnation.nonce())
        + "/"
        + lane.operator()
        + "/"
        + lane.number();
  }

  Table.Key slotKey(long number) {
    return key("slot/" + digits(number % settings.ring(), 2));
  }

  Table.Key pageKey(int page) {
    return key("page/" + digits(page, 3));
  }

  Table.Key letterKey(long commit, int index) {
    return key("dead/" + digits(commit, 19) + "/" + digits(index, 5));
  }

  /** So many digits at least: texts of as many are in the order of their numbers. */
  static String digits(long number, int width) {
    var digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private Table.Key key(String sort) {
    return new Table.Key(partition, sort);
  }

  /** Rule C1: over exactly the commit that is a ring older. */
  Table.Condition slotCondition(long number) {
    return number <= settings.ring()
        ? new Table.Condition.Absent()
        : new Table.Condition.VersionIs(number - settings.ring());
  }

  Table.Row slot(long number, long flushed, Bytes commit) {
    return row(
        slotKey(number),
        number,
        Codecs.encode(SLOT, new Slot(settings.ring(), flushed, commit), 32 + commit.size()),
        "commit " + number,
        "Maybe smaller atoms, or smaller values of state");
  }

  Table.Row page(int page, long version, PageImage image) {
    return row(
        pageKey(page),
        version,
        CODECS.encode(Page.class, new Page(settings.pages(), image)),
        "page " + page + " of " + settings.pages() + " at commit " + version,
        "Maybe more lanes, or less state");
  }

  Table.Row letter(long commit, int index, DeadLetter letter) {
    return row(
        letterKey(commit, index),
        commit,
        CODECS.encode(DeadLetter.class, letter),
        "dead letter " + index + " of commit " + commit,
        "Maybe smaller atoms");
  }

  /** Rule C2: what does not fit is refused before it is written. */
  private Table.Row row(Table.Key key, long version, Bytes bytes, String what, String advice) {
    var data = Checked.seal(bytes);
    var size =
        data.size()
            + key.partition().getBytes(StandardCharsets.UTF_8).length
            + key.sort().getBytes(StandardCharsets.UTF_8).length;
    if (size > settings.rowBytes()) {
      throw new BrokenLaneException(
          "%s of %s takes %,d bytes, a row of the table holds %,d. %s"
              .formatted(what, lane, size, settings.rowBytes(), advice));
    }
    return new Table.Row(key, version, data);
  }

  /** A slot's content. It must be of a ring as large as the settings say. */
  Slot slot(Table.Row row) {
    var slot = read(Slot.class, row);
    if (slot.ring() != settings.ring()) {
      throw new BrokenLaneException(
          "%s has a ring of %d commits, the settings say %d. Maybe set it back: lanes keep theirs"
              .formatted(lane, slot.ring(), settings.ring()));
    }
    return slot;
  }

  /** The image of a page. Its row must be one of as many pages as the settings say. */
  PageImage page(Table.Row row) {
    var page = read(Page.class, row);
    if (page.pages() != settings.pages()) {
      throw new BrokenLaneException(
          "%s has %d pages, the settings say %d. Maybe set it back: lanes keep their pages' number"
              .formatted(lane, page.pages(), settings.pages()));
    }
    return page.image();
  }

  static DeadLetter letter(Table.Row row) {
    return read(DeadLetter.class, row);
  }

  private static <T> T read(Class<T> type, Table.Row row) {
    try {
      Codec<T> codec = CODECS.of(type);
      return Codecs.decode(codec, Checked.open(row.data()));
    } catch (CodecException damaged) {
      var key = row.key();
      throw new CodecException(
          "row " + key.sort() + " of " + key.partition() + ": " + damaged.getMessage(), damaged);
    }
  }
}
