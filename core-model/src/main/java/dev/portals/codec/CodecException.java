package dev.portals.codec;

import dev.portals.PortalsException;

/**
 * A value that cannot be written, bytes that cannot be read, or types that have no codec. The
 * message names the type and, where there is one, the way out.
 */
public final class CodecException extends PortalsException {
  private static final long serialVersionUID = 1L;

  /** For own codecs too: whatever else a codec throws is wrapped into one of these. */
  public CodecException(String message) {
    super(message);
  }

  /** As {@link #CodecException(String)}, with what caused it. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
