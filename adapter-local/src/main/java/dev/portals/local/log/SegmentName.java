package dev.portals.local.log;

import java.util.regex.Pattern;

/**
 * The names of segment files: the number of the first epoch, so that the order of names is the
 * order of epochs.
 */
final class SegmentName {
  /** A segment that is being filled with zeros for later. Holds nothing but zeros. */
  static final String NEXT = "next";

  private static final Pattern PATTERN = Pattern.compile("00[0-9]{18}\\.log");

  private SegmentName() {}

  static String of(long firstEpoch) {
    return "%020d.log".formatted(firstEpoch);
  }

  static boolean matches(String name) {
    return PATTERN.matcher(name).matches();
  }

  static long firstEpoch(String name) {
    return Long.parseLong(name.substring(0, 20));
  }
}
