package io.griot.server.schema;

import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the OpenAPI document of both APIs, whichever of them this node answers. */
@RestController
final class Schema {

  static final String JSON = "openapi.json";
  static final String YAML = "openapi.yaml";

  private static final MediaType OPENAPI_JSON =
      MediaType.parseMediaType("application/vnd.oai.openapi+json");
  private static final MediaType OPENAPI_YAML =
      MediaType.parseMediaType("application/vnd.oai.openapi");

  /** The document as JSON, unless YAML is asked for by name or by what the client accepts. */
  @GetMapping("/schema")
  @Allow(anyone = true)
  @Operation(operationId = "schema_retrieve", summary = "This document")
  ResponseEntity<byte[]> retrieve(
      @RequestParam(required = false) @Nullable String format,
      @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept)
      throws IOException {
    boolean yaml =
        switch (format) {
          case null -> accept.contains("yaml") || accept.strip().equals(OPENAPI_YAML.toString());
          case "json" -> false;
          case "yaml" -> true;
          default ->
              throw new RefusedRequest(
                  Problem.malformed(
                      List.of(
                          new FieldFault(
                              "format",
                              FieldFault.INVALID_FIELD,
                              "is neither json nor yaml; send one of them"))));
        };
    return ResponseEntity.ok()
        .contentType(yaml ? OPENAPI_YAML : OPENAPI_JSON)
        .body(document(yaml ? YAML : JSON));
  }

  private static byte[] document(String name) throws IOException {
    try (InputStream document = Schema.class.getResourceAsStream("/schema/" + name)) {
      if (document == null) {
        throw new IllegalStateException("The build wrote no " + name);
      }
      return document.readAllBytes();
    }
  }
}
