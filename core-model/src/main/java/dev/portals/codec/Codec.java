package dev.portals.codec;

/**
 * Turns values of one type into bytes and back. Register one for a class that is not yours with
 * {@link Codecs.Builder#codec}; all other types get theirs from {@link Codecs}.
 *
 * <p>A codec is stateless and may be called by many threads at once. Equal values must be written
 * as equal bytes, and {@code read} of what {@code write} wrote must be an equal value.
 *
 * @param <T> the type of the values, never null
 */
public interface Codec<T> {
  /**
   * Appends the bytes of {@code value}, without a length: whoever calls knows where they end.
   *
   * @throws CodecException if the value cannot be written; {@code out} then holds a part of it
   */
  void write(ByteWriter out, T value);

  /**
   * Reads a value from <em>all</em> that remains in {@code in}, which ends where the value ends.
   *
   * @throws CodecException if the bytes are not a value. Any other exception is wrapped into one by
   *     {@link Codecs#decode(Codec, Bytes)}
   */
  T read(ByteReader in);

  /**
   * Whether decoded values are deeply immutable, so that one decoded object may be handed out many
   * times. If not, whoever hands it out decodes it again.
   */
  boolean shareable();
}
