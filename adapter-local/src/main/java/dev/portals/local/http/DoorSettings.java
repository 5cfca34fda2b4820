package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a door opens.
 *
 * @param host the name or address to listen at
 * @param port from 1 to 65535, or 0 for any that is free
 * @param token what others than those on this machine must send as {@code Authorization: Bearer};
 *     if there is one, all must
 * @param known applications that may be launched, and put in place of others, by name
 */
public record DoorSettings(
    String host, int port, Optional<String> token, Map<String, Application> known) {
  private static final int LEAST_TOKEN = 16;

  public DoorSettings {
    if (!isLoopback(host) && token.isEmpty()) {
      throw new PortalsException(
          "%s is reached from other machines, and no token is set; nothing is served. Maybe set one, or listen on 127.0.0.1"
              .formatted(host));
    }
    token.ifPresent(DoorSettings::require);
  }

  private static void require(String token) {
    if (token.length() < LEAST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new PortalsException(
          "the token has %d characters. Maybe at least %d of visible ASCII, without spaces"
              .formatted(token.length(), LEAST_TOKEN));
    }
  }

  /** On 127.0.0.1, where nobody needs a token. */
  public static DoorSettings local(int port) {
    return new DoorSettings("127.0.0.1", port, Optional.empty(), Map.of());
  }

  /** The same with code that may be launched. */
  public DoorSettings knowing(List<Application> code) {
    return new DoorSettings(
        host, port, token, code.stream().collect(Collectors.toMap(Application::name, it -> it)));
  }

  /** The same at a place that others reach, for those who have a token. */
  public DoorSettings at(String place, String secret) {
    return new DoorSettings(place, port, Optional.of(secret), known);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      throw new PortalsException(
          "cannot listen on \"%s\": there is no such host. Maybe 127.0.0.1".formatted(host),
          unknown);
    }
  }
}
