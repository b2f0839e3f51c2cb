package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.golden.Golden;
import io.griot.sandbox.wizall.WizallCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every request of the documents is answered as the documents show, field by field and type by
 * type.
 */
class AnsweringAsDocumentedTest {

  /** What is made up for each call: only its form can be compared. */
  private static final Map<String, Pattern> MADE_UP =
      Map.of(
          "PAYMENT_TRANSACTION_NUMBER", Pattern.compile("[0-9a-f]{9}"),
          "token", Pattern.compile("[0-9]{20}|[0-9a-f]{40}"),
          "num_acquit", Pattern.compile("29-01-25FINCA-83262-[0-9a-f]{5}"),
          "cle", Pattern.compile("29-01-25FINCA-83262-[0-9a-f]{5}"));

  private static final Map<String, String> NEEDED_BEFORE =
      Map.of(
          "senelec-payment-repeated", "senelec-payment",
          "sde-payment-repeated", "sde-payment",
          "transaction", "payment");

  private Sandbox sandbox;
  private String token;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(
            SandboxSettings.standard(Clock.systemUTC())
                .credentials(
                    new WizallCredentials("USERNAME", "PASSWORD", "771234567", "1234"),
                    "YOUR-API-KEY"));
    token = Caller.of(sandbox).token();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  static Stream<Golden> exchanges() {
    return Stream.of("wizall", "regideso")
        .flatMap(
            provider -> Golden.names(provider).stream().map(name -> Golden.read(provider, name)));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void answers_a_request_of_the_document_as_the_document_does(Golden golden) {
    String numAcquit = sendWhatComesBefore(golden);
    Seen seen = send(golden, golden.path().replace("29-01-25FINCA-83262-0dfe8", numAcquit));

    assertThat(seen.status()).isEqualTo(golden.status());
    if (golden.answer().isMissingNode()) {
      assertThat(seen.body()).isEmpty();
    } else {
      assertThat(seen.header("Content-Type")).isEqualTo("application/json");
      same(golden.answer(), seen.json(), "", numAcquit);
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void a_slash_at_the_end_of_the_path_makes_no_difference(Golden golden) {
    String path = golden.path();
    String other =
        path.contains("?")
            ? path.replace("?", "/?")
            : path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";

    sendWhatComesBefore(golden);
    assertThat(send(golden, other).status()).isEqualTo(golden.status());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void nothing_but_the_token_is_given_without_credentials(Golden golden) {
    Seen seen = Wire.send(url(golden), golden.method(), golden.path(), Map.of(), golden.text());

    assertThat(seen.status()).isEqualTo(golden.name().equals("token") ? 200 : 401);
    assertThat(sandbox.effects()).isEmpty();
  }

  @Test
  void every_file_is_compared() throws IOException, URISyntaxException {
    for (String provider : List.of("wizall", "regideso")) {
      Path folder =
          Path.of(Objects.requireNonNull(Golden.class.getResource("/golden/" + provider)).toURI());
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(
                files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".request.json"))
                    .map(name -> name.replace(".request.json", "")))
            .containsExactlyInAnyOrderElementsOf(Golden.names(provider));
      }
    }
  }

  /** The number of the payment that a later request asks for, empty where there was none. */
  private String sendWhatComesBefore(Golden golden) {
    if (!NEEDED_BEFORE.containsKey(golden.name())) {
      return "";
    }
    Golden before =
        Golden.read(golden.provider(), Objects.requireNonNull(NEEDED_BEFORE.get(golden.name())));
    return send(before, before.path()).json().path("bills").path(0).path("num_acquit").asString("");
  }

  private Seen send(Golden golden, String path) {
    Map<String, String> headers = new HashMap<>(golden.headers());
    headers.replaceAll((name, value) -> value.replace("YOUR_TOKEN", token));
    return Wire.send(url(golden), golden.method(), path, headers, golden.text());
  }

  private URI url(Golden golden) {
    return golden.provider().equals("wizall") ? sandbox.wizallUrl() : sandbox.regidesoUrl();
  }

  private static void same(JsonNode expected, JsonNode found, String field, String numAcquit) {
    assertThat(found.getNodeType()).as(field).isEqualTo(expected.getNodeType());
    if (expected.isObject()) {
      assertThat(found.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
      expected
          .properties()
          .forEach(
              property ->
                  same(
                      property.getValue(),
                      found.path(property.getKey()),
                      property.getKey(),
                      numAcquit));
    } else if (expected.isArray()) {
      // The document's client owes nine bills, of which it shows one.
      assertThat(found.size()).as(field).isGreaterThanOrEqualTo(expected.size());
      assertThat(found.isEmpty()).as(field).isEqualTo(expected.isEmpty());
      for (int i = 0; i < expected.size(); i++) {
        same(expected.get(i), found.get(i), field, numAcquit);
      }
    } else if (expected.isString() && MADE_UP.containsKey(field)) {
      assertThat(found.stringValue()).as(field).matches(Objects.requireNonNull(MADE_UP.get(field)));
    } else if (field.equals("id")) {
      assertThat(found.isIntegralNumber()).isTrue();
    } else if (expected.isString()) {
      assertThat(found.stringValue())
          .as(field)
          .isEqualTo(expected.stringValue().replace("29-01-25FINCA-83262-0dfe8", numAcquit));
    } else {
      assertThat(found).as(field).isEqualTo(expected);
    }
  }
}
