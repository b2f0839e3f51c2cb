package io.griot.server.importing;

import tools.jackson.databind.JsonNode;

/** What the ledger answered, its faults excepted. */
record Reply(int status, JsonNode body) {

  /** The problem document's code and sentence, or what comes nearest. */
  String problem() {
    String code = body.path("code").asString("");
    String detail = body.path("detail").asString("");
    return ("HTTP " + status + " " + code + (detail.isEmpty() ? "" : ": " + detail)).strip();
  }
}
