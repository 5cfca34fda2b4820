package dev.portals.local.log;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What may become of the files of a log while nobody looks. */
final class DiskMutations {
  private final Random random;

  DiskMutations(long seed) {
    random = new Random(seed);
  }

  /** Does something to the segments of a log; says what. */
  String mutate(FakeDisk disk) {
    var segments = disk.sizes().keySet().stream().filter(SegmentName::matches).toList();
    if (segments.isEmpty()) {
      return "nothing left";
    }
    String name = segments.get(random.nextInt(segments.size()));
    byte[] bytes = disk.content(name);
    return random.nextInt(6) == 0 || bytes.length < 2 * Sector.SIZE
        ? files(disk, segments, name, bytes)
        : content(disk, segments, name, bytes);
  }

  private String content(FakeDisk disk, List<String> segments, String name, byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int sector = at / Sector.SIZE * Sector.SIZE;
    int some = 1 + random.nextInt(4);
    String what =
        switch (random.nextInt(8)) {
          case 0, 1 -> {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            yield "bit flipped at %d".formatted(at);
          }
          case 2 -> {
            int to = Math.min(bytes.length, sector + some * Sector.SIZE);
            Arrays.fill(bytes, sector, to, (byte) 0);
            yield "zeros from %d to %d".formatted(sector, to);
          }
          case 3 -> {
            int to = Math.min(bytes.length, at + random.nextInt(1000));
            byte[] noise = new byte[to - at];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, noise.length);
            yield "noise from %d to %d".formatted(at, to);
          }
          case 4 -> {
            int other = random.nextInt(bytes.length) / Sector.SIZE * Sector.SIZE;
            byte[] before = bytes.clone();
            copy(before, other, bytes, sector, Sector.SIZE);
            copy(before, sector, bytes, other, Sector.SIZE);
            yield "sectors at %d and %d swapped".formatted(sector, other);
          }
          case 5 -> {
            int other = random.nextInt(bytes.length) / Sector.SIZE * Sector.SIZE;
            copy(bytes, sector, bytes, other, some * Sector.SIZE);
            yield "%d sectors at %d again at %d".formatted(some, sector, other);
          }
          case 6 -> {
            byte[] other = disk.content(segments.get(random.nextInt(segments.size())));
            copy(other, sector, bytes, sector, some * Sector.SIZE);
            yield "%d sectors at %d of another segment".formatted(some, sector);
          }
          default -> {
            int end = endOf(bytes);
            int length = Math.min(some * Sector.SIZE, end);
            copy(bytes, end - length, bytes, end, length);
            yield "tail of %d bytes twice".formatted(length);
          }
        };
    disk.replace(name, bytes);
    return what + " in " + name;
  }

  private String files(FakeDisk disk, List<String> segments, String name, byte[] bytes) {
    String other = segments.get(random.nextInt(segments.size()));
    switch (random.nextInt(6)) {
      case 0:
        int length = random.nextInt(bytes.length + 1);
        disk.replace(name, Arrays.copyOf(bytes, length));
        return "%s cut to %d bytes".formatted(name, length);
      case 1:
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2000));
        longer[longer.length - 1] = (byte) random.nextInt(2);
        disk.replace(name, longer);
        return "%s longer by %d bytes".formatted(name, longer.length - bytes.length);
      case 2:
        disk.remove(name);
        return name + " removed";
      case 3:
        disk.replace(name, disk.content(other));
        disk.replace(other, bytes);
        return "%s and %s swapped".formatted(name, other);
      case 4:
        String copy = SegmentName.of(1 + random.nextInt(100));
        disk.replace(copy, bytes);
        return "%s is there as %s too".formatted(name, copy);
      default:
        byte[] noise = new byte[random.nextInt(20_000)];
        random.nextBytes(noise);
        String junk = random.nextBoolean() ? SegmentName.NEXT : "12.log";
        disk.replace(junk, noise);
        return "%d bytes of noise in %s".formatted(noise.length, junk);
    }
  }

  /** As much as both have. */
  private static void copy(byte[] from, int start, byte[] to, int at, int length) {
    int most = Math.min(length, Math.min(from.length - start, to.length - at));
    if (most > 0) {
      System.arraycopy(from, start, to, at, most);
    }
  }

  /** Where the zeros at the end begin. */
  static int endOf(byte[] segment) {
    int end = segment.length;
    while (end > 0 && segment[end - 1] == 0) {
      end--;
    }
    return (end + Sector.SIZE - 1) / Sector.SIZE * Sector.SIZE;
  }
}
