package dev.portals.local;

import dev.portals.local.log.DiskTrouble;
import dev.portals.local.log.LogRun;
import dev.portals.local.log.UnsyncedZeros;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/** Runs of programs and of the log alone, seed after seed, until one deviates. */
public final class DiskHunt implements IntFunction<String> {
  /** Their logs are truncated. */
  private static final List<DiskProgram> LONG =
      List.of(DiskWords.of(3, 8), DiskShop.of(3, 40), DiskCycle.of(1, 5));

  /** The number of the first run that deviates and how, or "" if none of {@code runs} does. */
  @Override
  public String apply(int runs) {
    var programs = new ArrayList<>(DiskProgram.all(1, 2));
    programs.addAll(DiskProgram.all(3, 2));
    for (var seed = 1; seed <= runs; seed++) {
      try {
        var story = story(seed, programs);
        var program = story.program();
        var expected = new DiskRun(program, seed).run(List.of());
        new UnsyncedZeros(seed).run();
        for (var part = 0; part < 10; part++) {
          new LogRun(10L * seed + part).run();
        }
        var shown = new DiskRun(program, seed).run(story.planned());
        if (!shown.equals(expected)) {
          throw new AssertionError(program + " shows " + shown + " instead of " + expected);
        }
      } catch (AssertionError deviation) {
        return seed + ": " + String.valueOf(deviation.getMessage()).lines().findFirst().orElse("");
      }
    }
    return "";
  }

  /** Mostly at random; at times what seldom happens by itself. */
  private static Story story(int seed, List<DiskProgram> programs) {
    var program = programs.get(seed / 4 % programs.size());
    var random = new Random(seed);
    return switch (seed % 4) {
      case 0 -> // threads are far ahead of a slow disk, then power is lost
          new Story(
              program,
              List.of(new DiskRun.Planned(DiskTrouble.POWER_LOST_BEFORE, 8 + seed / 4 % 6)));
      case 1 -> new Story(program, troubles(random, 40));
      default -> new Story(LONG.get(seed / 4 % LONG.size()), troubles(random, 150));
    };
  }

  private record Story(DiskProgram program, List<DiskRun.Planned> planned) {}

  /** One to five troubles, half of them while the log is opened. */
  static List<DiskRun.Planned> troubles(Random random, int operations) {
    var kinds = DiskTrouble.values();
    var planned = new ArrayList<DiskRun.Planned>();
    for (var left = 1 + random.nextInt(5); left > 0; left--) {
      var operation = random.nextInt(random.nextBoolean() ? 6 : operations);
      planned.add(new DiskRun.Planned(kinds[random.nextInt(kinds.length)], operation));
    }
    return planned;
  }
}
