package dev.portals.examples.guides;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import dev.portals.local.http.DoorSettings;
import dev.portals.local.http.HttpDoor;
import java.nio.file.Path;

/** A process that stays, as the guide to deploying shows it. */
final class Service implements AutoCloseable {
  private final LocalPortals portals;
  private final HttpDoor door;

  private Service(LocalPortals portals, HttpDoor door) {
    this.portals = portals;
    this.door = door;
  }

  static Service start(Path data, DoorSettings settings, Application... applications) {
    var portals = LocalPortals.open(data);
    try {
      portals.launch(applications);
      return new Service(portals, HttpDoor.open(portals, data, settings));
    } catch (RuntimeException refused) {
      portals.close();
      throw refused;
    }
  }

  String address() {
    return door.address();
  }

  @Override
  public void close() {
    door.close();
    portals.close();
  }
}
