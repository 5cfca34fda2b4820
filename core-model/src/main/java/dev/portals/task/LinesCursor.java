package dev.portals.task;

/**
 * Where {@link Generator#lines} stands in its file.
 *
 * @param position the byte of the file at which the next line begins
 * @param tail how many bytes before it are remembered
 * @param checksum their CRC-32C (RFC 3720, appendix B.4), to notice that the file was changed
 */
public record LinesCursor(long position, int tail, long checksum) {
  static final LinesCursor START = new LinesCursor(0, 0, 0);
}
