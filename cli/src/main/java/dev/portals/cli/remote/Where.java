package dev.portals.cli.remote;

import dev.portals.PortalsException;
import dev.portals.cli.ExitException;
import dev.portals.task.PartPath;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which running process a command talks to. */
final class Where {
  private static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The process that runs in this data directory. Default: the one in .portals")
    private @Nullable Path data;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The process that serves here, as in http://127.0.0.1:8080")
    private @Nullable URI url;
  }

  @ArgGroup private @Nullable Place place;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:PORTALS_TOKEN}",
      description =
          "What the process asks for, if it serves other machines. Default: PORTALS_TOKEN")
  private @Nullable String token;

  RemoteDoor door() {
    var address = Optional.ofNullable(place == null ? null : place.url).orElseGet(this::running);
    return new RemoteDoor(address, Optional.ofNullable(token).filter(it -> !it.isEmpty()));
  }

  private URI running() {
    var data = place == null ? null : place.data;
    return data == null ? Addresses.only(Path.of(".portals")) : Addresses.in(data);
  }

  /** The path of a part of an application, of a kind as {@code portals}. */
  static PartPath part(String path, String kind) {
    try {
      return PartPath.parse(path, kind);
    } catch (PortalsException wrong) {
      throw usage(wrong);
    }
  }

  /** What a person got wrong in a command line. */
  static ExitException usage(PortalsException wrong) {
    return new ExitException(ExitException.Status.USAGE, String.valueOf(wrong.getMessage()), wrong);
  }
}
