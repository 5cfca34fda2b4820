package dev.portals.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What the machine can do: counts words in a hash map and appends bytes to one file, with group
 * fdatasync.
 */
final class Ceiling {
  private static final int BUFFER = 16 << 20;

  private Ceiling() {}

  /**
   * Seconds for {@code events} events of {@code bytes} bytes in all, on a file whose blocks are
   * allocated.
   */
  static double seconds(Path file, int events, int atom, long bytes)
      throws IOException, InterruptedException, ExecutionException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      allocate(channel, bytes);
      var full = new ArrayBlockingQueue<ByteBuffer>(1);
      var empty = new ArrayBlockingQueue<ByteBuffer>(2);
      empty.add(ByteBuffer.allocateDirect(BUFFER));
      empty.add(ByteBuffer.allocateDirect(BUFFER));
      var start = System.nanoTime();
      var sync = new FutureTask<>(() -> sync(channel, full, empty), null);
      new Thread(sync, "ceiling-sync").start();
      count(events, atom, bytes, full, empty);
      sync.get();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void allocate(FileChannel channel, long bytes) throws IOException {
    var zeros = ByteBuffer.allocateDirect(1 << 20);
    for (var at = 0L; at < bytes; at += zeros.capacity()) {
      channel.write(zeros.rewind(), at);
    }
    channel.force(true);
  }

  private static void count(
      int events,
      int atom,
      long bytes,
      ArrayBlockingQueue<ByteBuffer> full,
      ArrayBlockingQueue<ByteBuffer> empty)
      throws InterruptedException {
    var counts = new HashMap<String, Long>();
    var share = new byte[(int) (bytes * atom / events)];
    var buffer = empty.take();
    for (var at = 0; at < events; at += atom) {
      for (var i = 0; i < atom; i++) {
        var count = counts.merge(WordCount.word(at + i), 1L, Long::sum);
        share[i % share.length] = count.byteValue();
      }
      if (buffer.remaining() < share.length) {
        full.put(buffer.flip());
        buffer = empty.take();
      }
      buffer.put(share);
      if (full.isEmpty() && !empty.isEmpty()) { // the disk is idle: hand over what there is
        full.put(buffer.flip());
        buffer = empty.take();
      }
    }
    full.put(buffer.flip());
    empty.take();
    full.put(ByteBuffer.allocate(0));
  }

  private static void sync(
      FileChannel channel,
      ArrayBlockingQueue<ByteBuffer> full,
      ArrayBlockingQueue<ByteBuffer> empty) {
    try {
      for (var buffer = full.take(); buffer.hasRemaining(); buffer = full.take()) {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(false);
        empty.put(buffer.clear());
      }
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
