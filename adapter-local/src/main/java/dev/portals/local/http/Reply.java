package dev.portals.local.http;

import dev.portals.local.json.JsonValues;

/** A response: its status and its JSON. */
record Reply(int status, String json) {
  private static final JsonValues TEXTS = new JsonValues();

  static Reply error(int status, String message) {
    return new Reply(status, "{\"error\":" + TEXTS.write(String.class, message) + "}");
  }
}
