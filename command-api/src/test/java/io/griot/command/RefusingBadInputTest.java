package io.griot.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every endpoint, with every kind of bad value. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusingBadInputTest {

  private static final String UUID_TEXT = "\"0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3\"";

  private static final CommandServer SERVER = CommandServer.started();
  private static final Map<String, Client> CLIENTS =
      Map.of(
          "stranger", SERVER.stranger(),
          "person", SERVER.person(),
          "admin", SERVER.admin(),
          "enterprise", SERVER.enterprise());

  /** The kinds of fields, each with values that are bad for it. */
  record Kind(List<String> bad) {
    static final Kind TEXT = of("5", "true", "[]", "{}", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"");
    static final Kind OPTIONAL_TEXT = of("5", "true", "[]", "{}", "\"a\\u0000b\"");
    static final Kind SECRET = of("5", "true", "[]", "{}", "\"\"");
    static final Kind PHONE =
        of("5", "true", "[]", "{}", "\"\"", "\"abc\"", "\"12\"", "\"+999123456789\"");
    static final Kind UUID = of("5", "true", "[]", "{}", "\"\"", "\"abc\"", "\"1-1-1-1-1\"");
    static final Kind AMOUNT =
        of(
            "-5",
            "0",
            "9.99",
            "1e3",
            "\"1e3\"",
            "\"NaN\"",
            "\"ten\"",
            "true",
            "[]",
            "{}",
            "\"\"",
            "\"10,5\"",
            "\"+10\"",
            "1000000000000001",
            "99999999999999999999999999");
    static final Kind CURRENCY =
        of("5", "true", "[]", "{}", "\"\"", "\"etb\"", "\"ZZZ\"", "\"XXX\"");
    static final Kind FLAG = of("1", "\"true\"", "[]", "{}");
    static final Kind ROLES =
        of("5", "\"admin\"", "{}", "[\"king\"]", "[5]", "[null]", "[\"a\",\"b\",\"c\",\"d\"]");

    private static Kind of(String... bad) {
      return new Kind(List.of(bad));
    }
  }

  record Field(String name, String good, Kind kind, boolean required, int longest) {
    static Field required(String name, String good, Kind kind) {
      return new Field(name, good, kind, true, 0);
    }

    static Field optional(String name, String good, Kind kind) {
      return new Field(name, good, kind, false, 0);
    }

    Field upTo(int characters) {
      return new Field(name, good, kind, required, characters);
    }
  }

  record Endpoint(String path, String caller, List<Field> fields) {
    String body(String name, String value) {
      StringBuilder body = new StringBuilder("{");
      for (Field field : fields) {
        String sent = field.name.equals(name) ? value : field.good;
        if (!sent.isEmpty()) {
          body.append(body.length() > 1 ? "," : "")
              .append('"')
              .append(field.name)
              .append("\":")
              .append(sent);
        }
      }
      return body.append('}').toString();
    }
  }

  private static final List<Endpoint> ENDPOINTS =
      List.of(
          new Endpoint(
              "/accounts/register/",
              "stranger",
              List.of(
                  Field.optional("first_name", "\"A\"", Kind.OPTIONAL_TEXT).upTo(150),
                  Field.optional("last_name", "\"B\"", Kind.OPTIONAL_TEXT).upTo(150),
                  Field.required("password", "\"correct horse\"", Kind.SECRET).upTo(256),
                  Field.required("phone_number", "\"+251911999999\"", Kind.PHONE).upTo(255))),
          new Endpoint(
              "/accounts/login/",
              "stranger",
              List.of(
                  Field.required("phone_number", "\"+251911999999\"", Kind.TEXT).upTo(255),
                  Field.required("password", "\"correct horse\"", Kind.SECRET).upTo(1024))),
          new Endpoint(
              "/platform-admin/admin-platform/login/",
              "stranger",
              List.of(
                  Field.required("phone_number", "\"+251911999999\"", Kind.TEXT).upTo(255),
                  Field.required("password", "\"correct horse\"", Kind.SECRET).upTo(1024))),
          new Endpoint(
              "/accounts/token/refresh/",
              "stranger",
              List.of(Field.required("refresh", "\"abc\"", Kind.SECRET).upTo(1024))),
          new Endpoint(
              "/accounts/pin/",
              "person",
              List.of(
                  Field.required("pin", "\"1234\"", Kind.SECRET).upTo(6),
                  Field.required("password", "\"correct horse\"", Kind.SECRET).upTo(1024))),
          new Endpoint(
              "/accounts/business/",
              "person",
              List.of(
                  Field.required("name", "\"Buna\"", Kind.TEXT).upTo(255),
                  Field.optional("contact_phone", "\"+251911999999\"", Kind.PHONE).upTo(255),
                  Field.required("contact_email", "\"a@example.com\"", Kind.TEXT).upTo(254),
                  Field.optional("logo", UUID_TEXT, Kind.UUID),
                  Field.optional("license", UUID_TEXT, Kind.UUID))),
          new Endpoint(
              "/platform-admin/staff/",
              "admin",
              List.of(
                  Field.required("phone_number", "\"+251911999999\"", Kind.PHONE).upTo(255),
                  Field.required("roles", "[]", Kind.ROLES))),
          new Endpoint(
              "/apis/enterprises/access-grants/",
              "admin",
              List.of(
                  Field.required("name", "\"Ethio Pay\"", Kind.TEXT).upTo(255),
                  Field.optional("enterprise", "", Kind.UUID),
                  Field.optional("is_active", "true", Kind.FLAG))),
          new Endpoint(
              "/wallets/send/p2p/",
              "person",
              List.of(
                  Field.required("from_wallet", UUID_TEXT, Kind.UUID),
                  Field.required("to_wallet", UUID_TEXT, Kind.UUID),
                  Field.required("amount", "10", Kind.AMOUNT),
                  Field.required("remarks", "\"x\"", Kind.TEXT).upTo(255))),
          new Endpoint(
              "/wallets/send/external/",
              "person",
              List.of(
                  Field.required("from_wallet", UUID_TEXT, Kind.UUID),
                  Field.required("bank", "\"CBE\"", Kind.TEXT).upTo(100),
                  Field.required("account_number", "\"1000\"", Kind.TEXT).upTo(64),
                  Field.required("amount", "10", Kind.AMOUNT),
                  Field.required("remarks", "\"x\"", Kind.TEXT).upTo(255))),
          new Endpoint(
              "/wallets/receive/external/",
              "enterprise",
              List.of(
                  Field.required("phone_number", "\"+251911999999\"", Kind.PHONE).upTo(255),
                  Field.required("amount", "10", Kind.AMOUNT),
                  Field.required("remarks", "\"x\"", Kind.TEXT).upTo(255),
                  Field.optional("currency", "\"ETB\"", Kind.CURRENCY))),
          new Endpoint(
              "/wallets/wallets/",
              "admin",
              List.of(
                  Field.required("currency", "\"ETB\"", Kind.CURRENCY),
                  Field.optional("external_reference", "\"r\"", Kind.OPTIONAL_TEXT).upTo(255))),
          new Endpoint(
              "/wallets/0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3/restrict/",
              "admin",
              List.of(Field.optional("remarks", "\"x\"", Kind.OPTIONAL_TEXT).upTo(255))),
          new Endpoint(
              "/wallets/0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3/unrestrict/",
              "admin",
              List.of(Field.optional("remarks", "\"x\"", Kind.OPTIONAL_TEXT).upTo(255))));

  static Stream<Arguments> badFields() {
    List<Arguments> cases = new ArrayList<>();
    for (Endpoint endpoint : ENDPOINTS) {
      for (Field field : endpoint.fields) {
        List<String> bad = new ArrayList<>(field.kind.bad);
        if (field.required) {
          bad.add("");
          bad.add("null");
        }
        if (field.longest > 0) {
          bad.add('"' + "9".repeat(field.longest + 1) + '"');
        }
        String twice = field.good.isEmpty() ? "null" : field.good;
        bad.add(twice + ",\"" + field.name + "\":" + twice);
        bad.forEach(value -> cases.add(Arguments.of(endpoint, field.name, value)));
      }
    }
    return cases.stream();
  }

  static Stream<Endpoint> endpoints() {
    return ENDPOINTS.stream();
  }

  @ParameterizedTest(name = "{index}: {1}")
  @MethodSource("badFields")
  void names_the_field_and_sends_no_command(Endpoint endpoint, String field, String value) {
    SERVER.ledger().forget();
    Reply reply = client(endpoint).post(endpoint.path, endpoint.body(field, value)).expect(400);
    assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
    assertThat(reply.json().path("errors").findValuesAsString("field"))
        .as(reply.body())
        .anySatisfy(named -> assertThat(named).matches(field + "(\\[\\d+])?"));
    assertThat(SERVER.ledger().sent()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void refuses_bodies_that_are_no_object(Endpoint endpoint) {
    SERVER.ledger().forget();
    for (String body : List.of("{", "[]", "5", "null", "{\"a\":1} {}", "{\"a\":NaN}")) {
      client(endpoint).post(endpoint.path, body).expect(400);
    }
    assertThat(SERVER.ledger().sent()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void refuses_a_body_of_two_mebibytes(Endpoint endpoint) {
    SERVER.ledger().forget();
    String filler = "{\"remarks\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    assertThat(client(endpoint).post(endpoint.path, filler).expect(413).text("code"))
        .isEqualTo("BODY_TOO_LARGE");
    assertThat(SERVER.ledger().sent()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/wallets/send/p2p/",
        "/wallets/send/external/",
        "/wallets/receive/external/",
        "/wallets/send/bulk/",
        "/wallets/wallets/",
        "/wallets/wallets/bulk/",
        "/wallets/0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3/restrict/",
        "/accounts/pin/",
        "/accounts/business/",
        "/platform-admin/staff/",
        "/apis/enterprises/access-grants/"
      })
  void asks_for_credentials_before_it_reads_anything(String path) {
    Reply reply = SERVER.post(path, "{").expect(401);
    assertThat(reply.text("detail")).isEqualTo("Authentication credentials were not provided.");
  }

  private static Client client(Endpoint endpoint) {
    Client client = CLIENTS.get(endpoint.caller);
    if (client == null) {
      throw new IllegalStateException(endpoint.caller);
    }
    return client;
  }
}
