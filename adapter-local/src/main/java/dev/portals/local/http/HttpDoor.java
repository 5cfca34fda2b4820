package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.local.LocalPortals;
import dev.portals.local.json.JsonValues;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * Serves HTTP, as {@code openapi.yaml} beside this class describes: on 127.0.0.1, or for those who
 * have a token wherever it is told. While it is open, the file {@code http.address} in the data
 * directory says where.
 */
public final class HttpDoor implements AutoCloseable {
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final Applications applications;
  private final String address;
  private final AddressFile file;

  private HttpDoor(Vertx vertx, Applications applications, String address, AddressFile file) {
    this.vertx = vertx;
    this.applications = applications;
    this.address = address;
    this.file = file;
  }

  /**
   * Opens the door.
   *
   * @param portals what is asked; it must outlive the door
   * @param directory the data directory
   * @param port from 1 to 65535, or 0 for any that is free
   * @throws PortalsException if the port is taken or the file cannot be written
   */
  public static HttpDoor open(LocalPortals portals, Path directory, int port) {
    return open(portals, directory, DoorSettings.local(port));
  }

  /**
   * Opens the door elsewhere, or with code that may be launched.
   *
   * @throws PortalsException as the other
   */
  public static HttpDoor open(LocalPortals portals, Path directory, DoorSettings settings) {
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(files)
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true));
    var json = new JsonValues();
    var applications = new Applications(portals, settings.known(), json);
    try {
      var requests = new Requests(vertx, portals, applications, new Gate(settings.token()), json);
      var port = listen(vertx, requests, settings).actualPort();
      var address = "http://" + settings.host() + ":" + port;
      return new HttpDoor(vertx, applications, address, AddressFile.write(directory, address));
    } catch (RuntimeException failed) {
      applications.close();
      close(vertx);
      throw failed;
    }
  }

  private static HttpServer listen(Vertx vertx, Requests requests, DoorSettings settings) {
    var options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS);
    try {
      return vertx
          .createHttpServer(options)
          .requestHandler(requests)
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw new PortalsException(
          "cannot listen on %s:%d: %s. Maybe another port, or 0 for any that is free"
              .formatted(settings.host(), settings.port(), String.valueOf(failed.getCause())),
          failed);
    }
  }

  /** Where it listens, as in {@code http://127.0.0.1:8080}. */
  public String address() {
    return address;
  }

  /** Stops listening and removes the file. Asks that came in go on. */
  @Override
  public void close() {
    try {
      file.close();
    } finally {
      applications.close();
      close(vertx);
    }
  }

  private static void close(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
