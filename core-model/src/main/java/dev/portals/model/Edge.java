package dev.portals.model;

/**
 * An internal edge: what connects two operators of a workflow where the key changes (design rule
 * S3). To transports it is a private stream for each target lane, whose path is a {@link #port}.
 *
 * @param path {@code /application/edges/workflow/node}, unique
 * @param type the class of its events
 * @param lanes how many target lanes there are
 * @param markers whether a share that is empty is sent all the same, as a task behind the edge is
 *     to hear of every atom (protocol rule P5)
 */
public record Edge(String path, Class<?> type, int lanes, boolean markers) {
  /** The port by which the shares of one target lane leave and arrive. */
  public String port(int lane) {
    return port(path, lane);
  }

  /** The port of a target lane of the edge at a path. */
  public static String port(String path, int lane) {
    return path + "/" + lane;
  }

  /** True for the port of one of this edge's target lanes. */
  public boolean owns(String port) {
    return port.startsWith(path) && port.lastIndexOf('/') == path.length();
  }
}
