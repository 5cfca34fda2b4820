package dev.portals.local.http;

import dev.portals.PortalsException;
import dev.portals.local.LocalPortals;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * Serves HTTP on 127.0.0.1, as {@code openapi.yaml} beside this class describes. While it is open,
 * the file {@code http.address} in the data directory says where.
 */
public final class HttpDoor implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final String address;
  private final AddressFile file;

  private HttpDoor(Vertx vertx, String address, AddressFile file) {
    this.vertx = vertx;
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
    return open(Served.of(portals), directory, port);
  }

  static HttpDoor open(Served served, Path directory, int port) {
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(files)
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true));
    try {
      var address = "http://" + HOST + ":" + listen(vertx, served, port).actualPort();
      return new HttpDoor(vertx, address, AddressFile.write(directory, address));
    } catch (RuntimeException failed) {
      close(vertx);
      throw failed;
    }
  }

  private static HttpServer listen(Vertx vertx, Served served, int port) {
    var options = new HttpServerOptions().setHost(HOST).setPort(port).setIdleTimeout(IDLE_SECONDS);
    try {
      return vertx
          .createHttpServer(options)
          .requestHandler(new Requests(vertx, served))
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw new PortalsException(
          "cannot listen on %s:%d: %s. Maybe another port, or 0 for any that is free"
              .formatted(HOST, port, String.valueOf(failed.getCause())),
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
      close(vertx);
    }
  }

  private static void close(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
