package dev.portals.cli.run;

import dev.portals.build.Application;
import dev.portals.cli.ExitException;
import dev.portals.cli.Nearest;
import java.util.List;
import java.util.stream.Stream;

/** What {@code portals run} can run. */
interface Example {
  List<Example> ALL = List.of(new ShoppingCart(), new WordCounting());

  String name();

  /** What its operations are called, in the plural. */
  String unit();

  Scale usual();

  /** What is launched, one after the other, each when those before have nothing left to do. */
  List<List<Application>> stages(Scale scale);

  /** What is launched while all of these run. */
  List<Application> late();

  /** The lane that takes the operations, as {@code /application/operator#number}. */
  String lane();

  /** The result, asked from the portals. */
  Report report(Asking asking, Scale scale);

  /** What those that are launched late have seen: it depends on when that was. */
  String remark(Asking asking);

  /**
   * The example of a name.
   *
   * @throws ExitException that names the nearest, or all, if there is none
   */
  static Example named(String name) {
    for (var known : ALL) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    var names = ALL.stream().map(Example::name).toList();
    throw new ExitException(
        ExitException.Status.USAGE,
        "there is no example \"%s\". Maybe %s"
            .formatted(name, Nearest.of(name, names).orElse(String.join(" or ", names))));
  }

  /** All that an example launches. */
  static List<Application> all(Example example, Scale scale) {
    return Stream.concat(
            example.stages(scale).stream().flatMap(List::stream), example.late().stream())
        .toList();
  }
}
