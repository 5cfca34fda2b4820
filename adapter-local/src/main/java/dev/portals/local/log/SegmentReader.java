package dev.portals.local.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads one segment epoch by epoch and judges the first place where there is none; see the package
 * description for why sectors decide. Changes nothing.
 */
final class SegmentReader {
  private static final int CHUNK = 1 << 20;
  private static final String CUT =
      "the file ends before the zeros that end every segment: it was cut";

  private final LogFile file;
  private final long size;
  private final ReadWindow window;
  private long position;

  SegmentReader(LogFile file, long size, ReadWindow window) {
    this.file = file;
    this.size = size;
    this.window = window;
    window.open(file, size);
  }

  /** Where the next epoch starts or would start. */
  long position() {
    return position;
  }

  /** Reads the epoch of that number and goes past it. Goes nowhere if it is not there. */
  Found next(long expected) throws IOException {
    if (position >= size) {
      throw damaged(expected, CUT);
    }
    ByteBuffer head = window.read(position, (int) Math.min(Sector.SIZE, size - position));
    if (Sector.isZero(head, 0, head.limit())) {
      long end = endOfTear(position + Sector.SIZE, size, expected).end();
      return end > position + Sector.SIZE ? new Found.Torn(end - position) : new Found.End();
    }
    if (head.get(0) != Sector.FIRST) {
      throw damaged(expected, "it does not begin like an epoch");
    }
    if (head.limit() < Sector.SIZE) {
      throw damaged(expected, CUT);
    }
    EpochHeader header = header(head, expected);
    if (position + header.extent() > size) {
      throw damaged(expected, CUT);
    }
    return body(header);
  }

  private EpochHeader header(ByteBuffer head, long expected) {
    if (!EpochHeader.isIntact(head)) {
      throw damaged(expected, "its header does not match its checksum");
    }
    EpochHeader header = EpochHeader.read(head);
    if (header.version() != EpochHeader.VERSION) {
      throw damaged(
          expected,
          "its format version is %d, and this release reads %d (maybe open it with a newer release)"
              .formatted(header.version(), EpochHeader.VERSION));
    }
    if (header.number() != expected) {
      throw damaged(expected, "found epoch " + header.number());
    }
    if (header.payloadLength() < 0 || header.entries() < 0) {
      throw damaged(expected, "its header holds sizes below zero");
    }
    return header;
  }

  private Found body(EpochHeader header) throws IOException {
    ByteBuffer epoch = window.read(position, (int) header.extent());
    if (EpochDecoder.isIntact(epoch)) {
      position += header.extent();
      return new Found.Complete(header, epoch);
    }
    long end = position + header.extent();
    Tear tear = endOfTear(position + Sector.SIZE, end, header.number());
    if (!tear.lacksSectors()) {
      throw damaged(header.number(), "it has all its sectors, but does not match its checksum");
    }
    if (endOfTear(end, size, header.number()).end() > end) {
      throw damaged(header.number(), "it lacks sectors, but is not the newest epoch");
    }
    return new Found.Torn(tear.end() - position);
  }

  /**
   * @param lacksSectors whether a sector is all zero
   * @param end the end of the last sector that is not, or where the search began
   */
  private record Tear(boolean lacksSectors, long end) {}

  /**
   * Goes through sectors that an epoch may have left behind its first; any other content is damage.
   */
  private Tear endOfTear(long from, long to, long expected) throws IOException {
    boolean lacking = false;
    long end = from;
    for (long at = from; at < to; at += CHUNK) {
      ByteBuffer chunk = window.read(at, (int) Math.min(CHUNK, to - at));
      for (int sector = 0; sector < chunk.limit(); sector += Sector.SIZE) {
        int sectorEnd = Math.min(sector + Sector.SIZE, chunk.limit());
        if (Sector.isZero(chunk, sector, sectorEnd)) {
          lacking = true;
        } else if (chunk.get(sector) == Sector.FURTHER) {
          end = at + sectorEnd;
        } else {
          throw damaged(
              expected, "it is not whole, and byte %d is no part of it".formatted(at + sector));
        }
      }
    }
    return new Tear(lacking, end);
  }

  LogException damaged(long expected, String what) {
    return new LogException(
        "The log is damaged. Segment %s, position %d, where epoch %d belongs: %s. Nothing was"
            + " changed. Restore the files of this log from a backup; maybe the disk fails, or a"
            + " file was edited, replaced or copied in part.",
        file, position, expected, what);
  }
}
