package dev.portals.local.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets in whoever may ask. */
final class Gate {
  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> token;

  Gate(Optional<String> token) {
    this.token = token.map(it -> it.getBytes(StandardCharsets.UTF_8));
  }

  /** What to answer to one who is not let in; null if he is. */
  @Nullable Reply refusal(HttpServerRequest request) {
    if (isForeign(request)) {
      return Reply.error(
          403, "only 127.0.0.1 and localhost are served, and no pages of other sites");
    } else if (token.isPresent() && !holds(request.getHeader("Authorization"), token.get())) {
      request.response().putHeader("WWW-Authenticate", "Bearer");
      return Reply.error(401, "a token is needed. Maybe Authorization: Bearer and the token");
    }
    return null;
  }

  /** Takes as long whatever was sent. */
  private static boolean holds(@Nullable String header, byte[] token) {
    var sent = header != null && header.startsWith(SCHEME) ? header.substring(SCHEME.length()) : "";
    return MessageDigest.isEqual(sent.strip().getBytes(StandardCharsets.UTF_8), token);
  }

  /**
   * A browser says where a page is from; a name that leads here may be anybody's. Where a token is
   * needed any name will do, as no page of another site has it.
   */
  private boolean isForeign(HttpServerRequest request) {
    var authority = request.authority();
    var origin = request.getHeader("Origin");
    return authority == null
        || (token.isEmpty() && !Set.of("127.0.0.1", "localhost").contains(authority.host()))
        || origin != null && !origin.equals("http://" + authority);
  }
}
