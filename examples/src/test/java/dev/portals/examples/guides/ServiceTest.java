package dev.portals.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.local.http.DoorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to deploying says. */
class ServiceTest {
  private static final String TOKEN = "sixteen-or-more-characters";

  @TempDir private Path data;

  private static int status(Service service, String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(service.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void service_onThisMachine_saysHowItIs() throws Exception {
    try (var service = Service.start(data, DoorSettings.local(0), Visits.with(Visits.first()))) {
      assertThat(status(service, "/v1/health")).isEqualTo(200);
      assertThat(status(service, "/metrics")).isEqualTo(200);
      assertThat(data.resolve("http.address")).content().isEqualTo(service.address() + "\n");
    }
    assertThat(data.resolve("http.address")).doesNotExist();
  }

  @Test
  void service_withToken_letsInWhoSendsIt() throws Exception {
    var settings = DoorSettings.local(0).at("127.0.0.1", TOKEN);
    try (var service = Service.start(data, settings, Visits.with(Visits.first()))) {
      assertThat(status(service, "/v1/health")).isEqualTo(401);
      assertThat(status(service, "/v1/health", "Authorization", "Bearer " + TOKEN)).isEqualTo(200);
    }
  }

  @Test
  void service_elsewhereWithoutToken_isRefused() {
    assertThatThrownBy(() -> new DoorSettings("0.0.0.0", 8080, Optional.empty(), Map.of()))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("no token is set; nothing is served");
  }

  @Test
  void directory_ofARunningService_isHeld() {
    try (var service = Service.start(data, DoorSettings.local(0))) {
      assertThat(service.address()).startsWith("http://127.0.0.1:");
      assertThatThrownBy(() -> Service.start(data, DoorSettings.local(0)))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("Maybe it is still running: stop it, or use another directory.");
    }
  }
}
