package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Every field and parameter of every endpoint, wrong in every way: a running server names what is
 * wrong and writes nothing. The endpoints are those of the OpenAPI document.
 */
class RefusingBadRequestsTest {

  private static final String UNKNOWN = "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";
  private static final String A_MEBIBYTE = "x".repeat(1024 * 1024);
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\bat [a-z]+\\.|Exception|\\b(java|org|io|com|tools|jakarta)\\.[a-z]+\\.|SQL|\\.java:");

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static JdbcClient database;
  private static People people;
  private static Person almaz;
  private static Person bekele;
  private static Person chaltu;
  private static Person restricted;
  private static Person senegalese;
  private static Caller auditor;
  private static String transaction;
  private static String business;
  private static String hold;
  private static String grant;
  private static String dispute;
  private static String hiddenService;
  private static Map<String, JsonNode> operations;
  private static JsonNode schemas;

  @BeforeAll
  static void start_a_ledger_with_people() throws InterruptedException {
    TestDatabase empty = TestDatabase.create();
    ledger = RunningLedger.start(directory, empty, "all");
    database = JdbcClient.create(empty.dataSource());
    people = ledger.people();
    almaz = people.registerWith("1000");
    bekele = people.registerWith("1000");
    chaltu = people.register();
    restricted = people.registerWith("1000");
    senegalese = people.registerWith("+221771234567", "5000");
    Person watcher = people.register();
    people
        .admin()
        .post(
            "/platform-admin/staff/",
            Map.of("phone_number", watcher.phone(), "roles", List.of("auditor")))
        .with(200);
    auditor = watcher.caller();
    people.admin().post("/wallets/" + restricted.wallet() + "/restrict/", Map.of()).with(200);
    transaction =
        almaz
            .caller()
            .post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10"))
            .with(201)
            .text("id");
    hold =
        almaz
            .caller()
            .post("/wallets/holds/", fields("wallet", almaz.wallet(), "amount", 1, "remarks", "a"))
            .with(201)
            .text("id");
    grant =
        people
            .enterprise()
            .post(
                "/apis/enterprises/enterprises-grants/",
                fields(
                    "phone_number",
                    almaz.phone(),
                    "max_amount",
                    10,
                    "enterprise",
                    people.enterpriseId()))
            .with(201)
            .text("id");
    business =
        almaz
            .caller()
            .post("/accounts/business/", fields("name", "Shop", "contact_email", "a@example.com"))
            .with(201)
            .text("id");
    String disputed =
        almaz
            .caller()
            .post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10"))
            .with(201)
            .text("id");
    dispute =
        almaz
            .caller()
            .post(
                "/platform-admin/dispute-records/",
                fields("transaction", disputed, "phone_number", almaz.phone()))
            .with(201)
            .text("id");
    hiddenService =
        almaz
            .caller()
            .post(
                "/accounts/services/",
                fields(
                    "name",
                    "Soon",
                    "service_type",
                    "basic",
                    "business",
                    business,
                    "is_active",
                    false))
            .with(201)
            .text("id");
    almaz.caller().post("/accounts/users/devices/", fields("id", "almaz-phone")).with(201);
    JsonNode document = people.nobody().get("/schema/").with(200).json();
    schemas = document.required("components").required("schemas");
    operations = new TreeMap<>();
    document
        .required("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> operations.put(method + " " + path, operation)));
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** What a field is, which says what would be wrong with it. */
  private sealed interface Field {
    record Text(boolean required, int longest) implements Field {}

    record Id(boolean required) implements Field {}

    record Amount(boolean required, int least) implements Field {}

    record Phone(boolean required) implements Field {}

    record Currency(boolean required) implements Field {}

    record Flag() implements Field {}

    record Time() implements Field {}

    record Email() implements Field {}

    record Account(boolean required) implements Field {}

    record Words(List<Object> wrong) implements Field {}

    record Transfers() implements Field {}
  }

  /**
   * An endpoint that writes.
   *
   * @param path with an identifier, if it takes one
   * @param strangers without the right role; nobody if anyone may call
   */
  private record Write(
      String operation,
      String path,
      Caller caller,
      List<Caller> strangers,
      Map<String, Object> sound,
      Map<String, Field> fields) {

    boolean isOpen() {
      return strangers.isEmpty();
    }

    Reply send(Object body, String... headers) {
      return sendAs(caller, body, headers);
    }

    Reply sendAs(Caller sender, Object body, String... headers) {
      String method = operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT);
      String text = body instanceof String raw ? raw : Reply.JSON.writeValueAsString(body);
      return sender.send(method, sender.writes() + path, text, headers);
    }
  }

  private static List<Write> writes() {
    Caller user = almaz.caller();
    Caller admin = people.admin();
    Caller enterprise = people.enterprise();
    Caller nobody = people.nobody();
    List<Caller> notAdmins = List.of(user, enterprise, auditor);
    Map<String, Field> credentials =
        ordered("phone_number", new Field.Text(true, 255), "password", new Field.Text(true, 1024));
    Map<String, Field> remarks = ordered("remarks", new Field.Text(false, 255));
    return List.of(
        new Write(
            "post /accounts/register/",
            "/accounts/register/",
            nobody,
            List.of(),
            People.newcomer("+251930000001"),
            ordered(
                "first_name",
                new Field.Text(false, 150),
                "last_name",
                new Field.Text(false, 150),
                "password",
                new Field.Text(true, 256),
                "phone_number",
                new Field.Phone(true))),
        new Write(
            "post /accounts/login/",
            "/accounts/login/",
            nobody,
            List.of(),
            fields("phone_number", almaz.phone(), "password", People.PASSWORD),
            credentials),
        new Write(
            "post /platform-admin/admin-platform/login/",
            "/platform-admin/admin-platform/login/",
            nobody,
            List.of(),
            fields("phone_number", People.ADMIN_PHONE, "password", People.ADMIN_PASSWORD),
            credentials),
        new Write(
            "post /accounts/token/refresh/",
            "/accounts/token/refresh/",
            nobody,
            List.of(),
            fields("refresh", "x"),
            ordered("refresh", new Field.Text(true, 1024))),
        new Write(
            "post /accounts/pin/",
            "/accounts/pin/",
            user,
            List.of(enterprise, auditor),
            fields("pin", "1234", "password", People.PASSWORD),
            ordered(
                "pin",
                new Field.Words(List.of("", "123", "1234567", "12a4", 1234, List.of("1234"))),
                "password",
                new Field.Text(true, 1024))),
        new Write(
            "post /accounts/business/",
            "/accounts/business/",
            user,
            List.of(enterprise, auditor),
            fields("name", "Shop", "contact_email", "shop@example.com"),
            ordered(
                "name",
                new Field.Text(true, 255),
                "contact_phone",
                new Field.Phone(false),
                "contact_email",
                new Field.Email(),
                "logo",
                new Field.Id(false),
                "license",
                new Field.Id(false))),
        new Write(
            "post /apis/enterprises/access-grants/",
            "/apis/enterprises/access-grants/",
            admin,
            notAdmins,
            fields("name", "Bank"),
            ordered(
                "name",
                new Field.Text(true, 255),
                "enterprise",
                new Field.Id(false),
                "is_active",
                new Field.Flag())),
        new Write(
            "post /gateway/integrators/",
            "/gateway/integrators/",
            admin,
            notAdmins,
            fields("name", "Kiosk", "username", "kiosk", "password", "a password"),
            ordered(
                "name",
                new Field.Text(true, 255),
                "username",
                new Field.Text(true, 150),
                "password",
                new Field.Text(true, 256))),
        new Write(
            "post /platform-admin/staff/",
            "/platform-admin/staff/",
            admin,
            notAdmins,
            fields("phone_number", chaltu.phone(), "roles", List.of("recon")),
            ordered(
                "phone_number",
                new Field.Phone(true),
                "roles",
                new Field.Words(
                    Arrays.asList(
                        "admin",
                        7,
                        true,
                        Map.of(),
                        List.of("owner"),
                        List.of("user"),
                        List.of(""),
                        List.of(1),
                        List.of("admin", "recon", "auditor", "admin"))))),
        new Write(
            "post /wallets/wallets/",
            "/wallets/wallets/",
            admin,
            List.of(auditor),
            fields("currency", "XOF", "external_reference", "till 7"),
            ordered(
                "currency",
                new Field.Currency(true),
                "external_reference",
                new Field.Text(false, 255))),
        new Write(
            "post /bills/pay-bills/",
            "/bills/pay-bills/",
            user,
            List.of(auditor),
            fields("number", "SENELEC/1061103482/5589110", "amount", 18590),
            ordered(
                "number",
                new Field.Words(
                    List.of("", "5589110", "SENELEC/1", "WOYOFAL/58469823", "SENELEC/1/2/3", 7)),
                "amount",
                new Field.Amount(true, 0),
                "from_wallet",
                new Field.Id(false),
                "remarks",
                new Field.Text(false, 255))),
        new Write(
            "post /bills/airtime/",
            "/bills/airtime/",
            user,
            List.of(auditor),
            fields("phone_number", "+221771234567", "carrier", "ORANGE", "amount", 500),
            ordered(
                "phone_number",
                new Field.Phone(true),
                "carrier",
                new Field.Words(List.of("", "SAFARICOM", 7, List.of("ORANGE"))),
                "amount",
                new Field.Amount(true, 0),
                "from_wallet",
                new Field.Id(false),
                "remarks",
                new Field.Text(false, 255))),
        new Write(
            "post /bills/woyofal/",
            "/bills/woyofal/",
            user,
            List.of(auditor),
            fields("meter", "58469823", "amount", 500),
            ordered(
                "meter",
                new Field.Words(List.of("", "58/46", "58 46", 58469823, "x".repeat(65))),
                "amount",
                new Field.Amount(true, 0),
                "from_wallet",
                new Field.Id(false),
                "remarks",
                new Field.Text(false, 255))),
        new Write(
            "post /bills/payments/{id}/resolve/",
            "/bills/payments/" + UNKNOWN + "/resolve/",
            admin,
            notAdmins,
            fields("outcome", "confirmed", "evidence", "their list"),
            ordered(
                "outcome",
                new Field.Words(List.of("", "paid", "CONFIRMED", 7, true)),
                "evidence",
                new Field.Text(true, 1000),
                "provider_reference",
                new Field.Text(false, 100))),
        new Write(
            "post /wallets/{id}/restrict/",
            "/wallets/" + bekele.wallet() + "/restrict/",
            admin,
            notAdmins,
            fields("remarks", "court order"),
            remarks),
        new Write(
            "post /wallets/{id}/unrestrict/",
            "/wallets/" + restricted.wallet() + "/unrestrict/",
            admin,
            notAdmins,
            fields("remarks", "lifted"),
            remarks),
        new Write(
            "post /wallets/send/p2p/",
            "/wallets/send/p2p/",
            user,
            List.of(auditor),
            People.p2p(almaz, bekele, "10"),
            ordered(
                "from_wallet",
                new Field.Id(true),
                "to_wallet",
                new Field.Id(true),
                "amount",
                new Field.Amount(true, 10),
                "remarks",
                new Field.Text(true, 255))),
        new Write(
            "post /wallets/send/external/",
            "/wallets/send/external/",
            user,
            List.of(auditor),
            fields(
                "from_wallet",
                almaz.wallet(),
                "bank",
                "Dashen Bank",
                "account_number",
                "0001",
                "amount",
                10,
                "remarks",
                "rent"),
            ordered(
                "from_wallet",
                new Field.Id(true),
                "bank",
                new Field.Text(true, 100),
                "account_number",
                new Field.Text(true, 64),
                "amount",
                new Field.Amount(true, 10),
                "remarks",
                new Field.Text(true, 255))),
        new Write(
            "post /wallets/holds/",
            "/wallets/holds/",
            user,
            List.of(auditor),
            fields("wallet", almaz.wallet(), "amount", 1, "remarks", "deposit"),
            ordered(
                "wallet",
                new Field.Id(true),
                "amount",
                new Field.Amount(true, 0),
                "expires_at",
                new Field.Time(),
                "remarks",
                new Field.Text(true, 255))),
        new Write(
            "post /wallets/holds/{id}/settle/",
            "/wallets/holds/" + hold + "/settle/",
            user,
            List.of(auditor),
            fields("to_wallet", bekele.wallet()),
            ordered(
                "to_wallet",
                new Field.Id(true),
                "amount",
                new Field.Amount(false, 0),
                "remarks",
                new Field.Text(false, 255))),
        new Write(
            "post /wallets/holds/{id}/void/",
            "/wallets/holds/" + hold + "/void/",
            user,
            List.of(auditor),
            fields("remarks", "not needed"),
            remarks),
        new Write(
            "post /transactions/{id}/refund/",
            "/transactions/" + transaction + "/refund/",
            bekele.caller(),
            List.of(auditor),
            fields("remarks", "sorry"),
            ordered(
                "amount",
                new Field.Amount(false, 0),
                "remarks",
                new Field.Text(true, 255),
                "from_suspense",
                new Field.Flag())),
        new Write(
            "post /transactions/{id}/reverse/",
            "/transactions/" + transaction + "/reverse/",
            admin,
            notAdmins,
            fields("remarks", "mistake"),
            ordered("remarks", new Field.Text(true, 255))),
        new Write(
            "post /platform-admin/dispute-records/",
            "/platform-admin/dispute-records/",
            user,
            List.of(enterprise, auditor),
            fields("transaction", transaction, "phone_number", almaz.phone()),
            ordered(
                "transaction",
                new Field.Id(true),
                "phone_number",
                new Field.Phone(true),
                "amount",
                new Field.Amount(false, 0),
                "notes",
                new Field.Text(false, 1_000),
                "status",
                NO_STATUS)),
        new Write(
            "patch /platform-admin/dispute-records/{id}/move-to-review/",
            "/platform-admin/dispute-records/" + dispute + "/move-to-review/",
            admin,
            notAdmins,
            fields("status", "in_review"),
            ordered("status", NO_STATUS)),
        new Write(
            "patch /platform-admin/dispute-records/{id}/mark-as-reviewed/",
            "/platform-admin/dispute-records/" + dispute + "/mark-as-reviewed/",
            admin,
            notAdmins,
            fields("status", "reviewed"),
            ordered("status", NO_STATUS, "notes", new Field.Text(false, 1_000))),
        new Write(
            "patch /platform-admin/dispute-records/{id}/process-refund/",
            "/platform-admin/dispute-records/" + dispute + "/process-refund/",
            admin,
            notAdmins,
            fields("status", "resolved"),
            ordered(
                "status",
                NO_STATUS,
                "notes",
                new Field.Text(false, 1_000),
                "amount",
                new Field.Amount(false, 0),
                "from_suspense",
                new Field.Flag())),
        new Write(
            "patch /platform-admin/dispute-records/{id}/dismiss/",
            "/platform-admin/dispute-records/" + dispute + "/dismiss/",
            admin,
            notAdmins,
            fields("status", "resolved"),
            ordered("status", NO_STATUS, "notes", new Field.Text(false, 1_000))),
        new Write(
            "post /platform-admin/approvals/{id}/approve/",
            "/platform-admin/approvals/" + UNKNOWN + "/approve/",
            admin,
            notAdmins,
            fields("remarks", "fine"),
            remarks),
        new Write(
            "post /platform-admin/approvals/{id}/decline/",
            "/platform-admin/approvals/" + UNKNOWN + "/decline/",
            admin,
            notAdmins,
            fields("remarks", "no"),
            remarks),
        new Write(
            "post /apis/enterprises/enterprises-grants/",
            "/apis/enterprises/enterprises-grants/",
            enterprise,
            List.of(user, admin, auditor),
            fields(
                "phone_number",
                almaz.phone(),
                "max_amount",
                "10",
                "enterprise",
                people.enterpriseId()),
            ordered(
                "phone_number",
                new Field.Phone(true),
                "max_amount",
                new Field.Amount(true, 0),
                "expires_at",
                new Field.Time(),
                "meta_data",
                TOO_MUCH,
                "enterprise",
                new Field.Id(true),
                "currency",
                new Field.Currency(false))),
        new Write(
            "post /apis/enterprises/initiate-payment/",
            "/apis/enterprises/initiate-payment/",
            enterprise,
            List.of(user, admin, auditor),
            fields("amount", 1, "user_grant", grant),
            ordered(
                "amount",
                new Field.Amount(true, 1),
                "remarks",
                new Field.Text(false, 255),
                "user_grant",
                new Field.Id(true))),
        new Write(
            "put /apis/enterprises/users-grants/{id}/",
            "/apis/enterprises/users-grants/" + grant + "/",
            user,
            List.of(enterprise, auditor),
            fields("max_amount", "11"),
            ofGrant(true)),
        new Write(
            "patch /apis/enterprises/users-grants/{id}/",
            "/apis/enterprises/users-grants/" + grant + "/",
            user,
            List.of(enterprise, auditor),
            fields("is_active", false),
            ofGrant(false)),
        new Write(
            "post /wallets/receive/external/",
            "/wallets/receive/external/",
            enterprise,
            List.of(user, admin, auditor),
            fields("phone_number", almaz.phone(), "amount", 10, "remarks", "cash"),
            ordered(
                "phone_number",
                new Field.Phone(true),
                "amount",
                new Field.Amount(true, 10),
                "remarks",
                new Field.Text(true, 255),
                "currency",
                new Field.Currency(false))),
        new Write(
            "post /wallets/send/bulk/",
            "/wallets/send/bulk/",
            user,
            List.of(auditor),
            fields("atomic", true, "transfers", List.of(transfer("bad"))),
            ordered("atomic", new Field.Flag(), "transfers", new Field.Transfers())),
        new Write(
            "post /accounts/password-reset/request/",
            "/accounts/password-reset/request/",
            nobody,
            List.of(),
            fields("phone_number", "+251930000002"),
            ordered("phone_number", new Field.Phone(true))),
        new Write(
            "post /accounts/password-reset/confirm/",
            "/accounts/password-reset/confirm/",
            nobody,
            List.of(),
            fields(
                "code", "000000", "phone_number", "+251930000002", "new_password", "correct horse"),
            ordered(
                "code",
                CODE,
                "phone_number",
                new Field.Phone(true),
                "new_password",
                new Field.Text(true, 256))),
        new Write(
            "post /accounts/verifications/confirm/",
            "/accounts/verifications/confirm/",
            nobody,
            List.of(),
            fields("code", "000000", "user_id", UNKNOWN, "code_type", 1),
            ordered("code", CODE, "user_id", new Field.Id(true), "code_type", CODE_TYPE)),
        new Write(
            "post /accounts/verifications/resend/",
            "/accounts/verifications/resend/",
            nobody,
            List.of(),
            fields("user_id", UNKNOWN, "code_type", 1),
            ordered("user_id", new Field.Id(true), "code_type", CODE_TYPE)),
        new Write(
            "put /accounts/users/{id}/profile/",
            "/accounts/users/" + almaz.id() + "/profile/",
            user,
            List.of(enterprise, auditor),
            fields("phone_number", almaz.phone(), "user_type", "user"),
            ofProfile(
                new Field.Phone(true),
                new Field.Words(List.of("", "business", "USER", 7, List.of("user"))))),
        new Write(
            "patch /accounts/users/{id}/profile/",
            "/accounts/users/" + almaz.id() + "/profile/",
            user,
            List.of(enterprise, auditor),
            fields("first_name", "Almaz"),
            ofProfile(IGNORED, IGNORED)),
        new Write(
            "post /accounts/users/devices/",
            "/accounts/users/devices/",
            user,
            List.of(enterprise, auditor),
            fields("id", "phone 7"),
            ordered("id", new Field.Text(true, 255), "label", new Field.Text(false, 255))),
        new Write(
            "post /accounts/services/",
            "/accounts/services/",
            user,
            List.of(enterprise, auditor),
            fields("name", "Lunch", "service_type", "basic", "business", business),
            ordered(
                "name",
                new Field.Text(true, 255),
                "service_type",
                new Field.Words(List.of("", "x", "BASIC", 7, true, List.of("basic"))),
                "is_active",
                new Field.Flag(),
                "business",
                new Field.Words(
                    List.of("", "x", "1-1-1-1-1", "-1", -1, 1.5, true, List.of(1), Map.of())),
                "image",
                new Field.Id(false),
                "categories",
                new Field.Words(
                    List.of(
                        "x",
                        7,
                        List.of("x"),
                        List.of(1),
                        List.of(UNKNOWN),
                        Collections.nCopies(51, UNKNOWN))))),
        new Write(
            "post /accounts/services/categories/",
            "/accounts/services/categories/",
            admin,
            notAdmins,
            fields("name", "Food"),
            ordered("name", new Field.Text(true, 255))));
  }

  /** Not looked at, whatever it is. */
  private static final Field IGNORED = new Field.Words(List.of());

  private static final Field CODE =
      new Field.Words(List.of("", "12345", "1234567", "12345a", "١٢٣٤٥٦", 123456, true, List.of()));

  private static final Field CODE_TYPE =
      new Field.Words(List.of(0, 3, -1, 1.5, "1", "", true, List.of(1), 9_999_999_999L));

  private static Map<String, Field> ofProfile(Field phone, Field userType) {
    return ordered(
        "last_login",
        IGNORED,
        "first_name",
        new Field.Text(false, 150),
        "email",
        new Field.Words(List.of("", "x", "a@", "@b", "a b@c.de", 7, true, List.of("a@b.et"))),
        "is_active",
        IGNORED,
        "date_joined",
        IGNORED,
        "profile_pic_id",
        new Field.Id(false),
        "phone_number",
        phone,
        "is_phone_verified",
        IGNORED,
        "is_email_verified",
        IGNORED,
        "last_name",
        new Field.Text(false, 150),
        "user_type",
        userType);
  }

  /** Any JSON is right, if it is short. */
  private static final Field TOO_MUCH =
      new Field.Words(List.of("x".repeat(16 * 1024), Map.of("a", "ብ".repeat(6_000))));

  /** Of a dispute; one that contradicts the action is a conflict. */
  private static final Field NO_STATUS =
      new Field.Words(List.of("", "x", "RESOLVED", "resolved ", 7, true, List.of("resolved")));

  private static Map<String, Field> ofGrant(boolean whole) {
    return ordered(
        "expires_at",
        new Field.Time(),
        "max_amount",
        new Field.Amount(whole, 0),
        "meta_data",
        TOO_MUCH,
        "grant_status",
        new Field.Words(List.of("", "x", "APPROVED", "approved ", 7, true, List.of("approved"))),
        "is_active",
        new Field.Flag());
  }

  private static final Map<String, Field> TRANSFER =
      ordered(
          "reference",
          new Field.Text(true, 255),
          "from_wallet",
          new Field.Account(true),
          "to_wallet",
          new Field.Account(true),
          "amount",
          new Field.Amount(true, 0),
          "remarks",
          new Field.Text(false, 255),
          "kind",
          new Field.Words(List.of("", "gift", 7, true, List.of("p2p"))),
          "currency",
          new Field.Currency(false),
          "effective_at",
          new Field.Time());

  private static final Map<String, Field> WALLET =
      ordered(
          "external_reference",
          new Field.Text(true, 255),
          "currency",
          new Field.Currency(true),
          "opening",
          new Field.Amount(false, 0),
          "from",
          new Field.Words(
              List.of("", "paysim", "suspense:ETB", "settlement:a:XXX", 7, true, Map.of())));

  @Test
  void every_endpoint_of_the_document_stands_in_this_test_with_every_field() {
    Set<String> known = new HashSet<>(READS);
    writes().forEach(write -> known.add(write.operation()));
    known.addAll(Set.of("post /wallets/wallets/bulk/", "get /schema/"));
    known.add("delete /accounts/users/devices/{id}/");
    // They refuse in words of their own, and have a test of their own for each field.
    Set<String> ofTheGateway =
        operations.entrySet().stream()
            .filter(entry -> entry.getValue().path("tags").toString().contains("gateway"))
            .map(Map.Entry::getKey)
            .filter(operation -> !operation.contains("/gateway/integrators/"))
            .collect(Collectors.toSet());
    assertThat(ofTheGateway).hasSize(16);
    known.addAll(ofTheGateway);
    assertThat(known).isEqualTo(operations.keySet());

    for (Write write : writes()) {
      assertThat(write.fields().keySet())
          .as(write.operation())
          .isEqualTo(fieldsOf(bodyOf(write.operation())));
    }
    assertThat(TRANSFER.keySet())
        .isEqualTo(
            fieldsOf(
                resolved(bodyOf("post /wallets/send/bulk/"))
                    .required("properties")
                    .required("transfers")
                    .required("items")));
    assertThat(WALLET.keySet())
        .isEqualTo(fieldsOf(bodyOf("post /wallets/wallets/bulk/").required("items")));
  }

  @Test
  void the_document_names_each_parameter_once() {
    operations.forEach(
        (name, operation) -> {
          List<String> parameters = new ArrayList<>();
          operation
              .path("parameters")
              .forEach(
                  parameter ->
                      parameters.add(
                          parameter.required("in").asString()
                              + " "
                              + parameter.required("name").asString()));
          assertThat(parameters).as(name).doesNotHaveDuplicates();
        });
  }

  @Test
  void every_field_of_every_write_is_checked() {
    List<Executable> checks = new ArrayList<>();
    for (Write write : writes()) {
      write
          .fields()
          .forEach(
              (name, field) ->
                  faults(field)
                      .forEach(
                          fault -> {
                            Map<String, Object> body = new LinkedHashMap<>(write.sound());
                            fault.put(body, name);
                            checks.add(() -> refuses(write, body, name));
                          }));
    }
    assertAll(checks);
  }

  @Test
  void every_field_of_a_transfer_of_many_is_checked() {
    List<Executable> checks = new ArrayList<>();
    TRANSFER.forEach(
        (name, field) ->
            faults(field)
                .forEach(
                    fault -> {
                      Map<String, Object> wrong = transfer("r2");
                      fault.put(wrong, name);
                      checks.add(() -> refusesOneOfMany(wrong, name));
                    }));
    assertAll(checks);
  }

  private static void refusesOneOfMany(Map<String, Object> wrong, String name) {
    Caller admin = people.admin();
    Map<String, Object> atomic =
        fields("atomic", true, "transfers", List.of(transfer("r1"), wrong));
    long before = written();
    Reply reply = admin.post("/wallets/send/bulk/", atomic);
    checkRefusal(reply, 400, "transfers[1]." + name, atomic);
    assertThat(reply.json().required("index").asInt()).isEqualTo(1);

    Reply each = admin.post("/wallets/send/bulk/", fields("transfers", List.of(wrong))).with(200);
    assertThat(each.json().required("rejected").asInt()).as(each.body()).isOne();
    JsonNode result = each.json().required("results").required(0);
    assertThat(result.required("status").asString()).isEqualTo("rejected");
    assertThat(result.required("detail").asString()).startsWith(name);
    assertThat(each.body()).doesNotContainPattern(INSIDES);
    assertThat(written()).as("%s", wrong).isEqualTo(before);
  }

  @Test
  void every_field_of_a_wallet_of_many_is_checked() {
    List<Executable> checks = new ArrayList<>();
    WALLET.forEach(
        (name, field) ->
            faults(field)
                .forEach(
                    fault -> {
                      Map<String, Object> wrong =
                          fields(
                              "external_reference",
                              "bulk-bad",
                              "currency",
                              "ETB",
                              "opening",
                              10,
                              "from",
                              "settlement:bank:ETB");
                      fault.put(wrong, name);
                      if (name.equals("opening") && "0".equals(String.valueOf(wrong.get(name)))) {
                        return;
                      }
                      checks.add(() -> refusesOneWalletOfMany(wrong, name));
                    }));
    assertAll(checks);
    long before = written();
    for (Object body :
        List.of(
            List.of(),
            List.of(1),
            List.of("x"),
            Map.of(),
            Map.of("external_reference", "a"),
            "7")) {
      checkRefusal(people.admin().post("/wallets/wallets/bulk/", body), 400, null, body);
    }
    assertThat(written()).isEqualTo(before);
  }

  private static void refusesOneWalletOfMany(Map<String, Object> wrong, String name) {
    long before = written();
    Reply reply = people.admin().post("/wallets/wallets/bulk/", List.of(wrong)).with(200);
    JsonNode result = reply.json().required("results").required(0);
    assertThat(result.required("status").asString()).as("%s", wrong).isEqualTo("rejected");
    assertThat(result.required("detail").asString()).as("%s", wrong).startsWith(name);
    assertThat(reply.body()).doesNotContainPattern(INSIDES);
    assertThat(written()).as("%s", wrong).isEqualTo(before);
  }

  @Test
  void bodies_that_are_no_objects_are_refused() {
    for (Write write : allWrites()) {
      boolean optional =
          write.operation().contains("restrict")
              || write.operation().contains("void")
              || write.operation().contains("approvals");
      boolean many = write.operation().contains("bulk");
      String sound = Reply.JSON.writeValueAsString(write.sound());
      String list =
          write.operation().contains("/wallets/wallets/bulk/") ? "[" + sound + "]" : sound;
      refusesBody(write, list.substring(0, list.length() - 1), 400);
      refusesBody(write, "{\"" + list, 400);
      refusesBody(write, "nonsense", 400);
      refusesBody(write, "null", 400);
      refusesBody(write, list + " true", 400);
      refusesBody(write, list + list, 400);
      refusesBody(write, list.replaceFirst("\\{", "{\"amount\": NaN, "), 400);
      refusesBody(write, "[".repeat(5000), 400);
      if (!optional) {
        refusesBody(write, "", 400);
      }
      if (!list.startsWith("[")) {
        refusesBody(write, "[" + sound + "]", 400);
      }
      String first = write.fields().keySet().iterator().next();
      refusesBody(
          write,
          list.replaceFirst("\\{", "{\"" + first + "\": \"a\", \"" + first + "\": \"b\", "),
          400);
      String padding = many ? A_MEBIBYTE.repeat(5) : A_MEBIBYTE.repeat(2);
      refusesBody(write, list.replaceFirst("\\{", "{\"padding\": \"" + padding + "\", "), 413);
      for (String type : List.of("text/plain", "application/xml", "multipart/form-data")) {
        long before = written();
        checkRefusal(write.send(list, "Content-Type", type), 415, null, type);
        assertThat(written()).isEqualTo(before);
      }
    }
  }

  @Test
  void credentials_are_needed_and_must_be_right() {
    Caller nobody = people.nobody();
    List<Caller> impostors =
        List.of(
            nobody.bearer("x"),
            nobody.bearer("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."),
            nobody.basic("+251930000009", "wrong password"),
            nobody.accessKey("a", "b"),
            new Caller(nobody.writes(), nobody.reads(), List.of("Authorization", "Basic ???")),
            new Caller(nobody.writes(), nobody.reads(), List.of("Authorization", "Digest x")),
            new Caller(nobody.writes(), nobody.reads(), List.of("X-Access-Id", "x")));
    for (Write write : allWrites()) {
      if (!write.isOpen()) {
        long before = written();
        Object body =
            write.operation().endsWith("wallets/bulk/") ? List.of(write.sound()) : write.sound();
        Reply anonymous = write.sendAs(nobody, body);
        checkRefusal(anonymous, 401, null, write.operation());
        assertThat(anonymous.text("detail"))
            .isEqualTo("Authentication credentials were not provided.");
        // A phone that nobody has is locked after five failures.
        impostors.stream()
            .filter(impostor -> !impostor.equals(impostors.get(2)) || write.path().contains("p2p"))
            .forEach(
                impostor ->
                    checkRefusal(write.sendAs(impostor, body), 401, null, write.operation()));
        for (Caller stranger : write.strangers()) {
          checkRefusal(write.sendAs(stranger, body), 403, null, write.operation());
        }
        assertThat(written()).as(write.operation()).isEqualTo(before);
      }
    }
    for (String read : READS) {
      String path = read.substring("get ".length()).replaceAll("\\{\\w+}", UNKNOWN);
      checkRefusal(nobody.get(path), 401, null, read);
      checkRefusal(nobody.bearer("x").get(path), 401, null, read);
    }
  }

  @Test
  void wallets_and_rules_refuse_a_transfer() {
    String foreign = chaltu.wallet();
    refusesTransfer("from_wallet", foreign, 404, "from_wallet", "WALLET_NOT_FOUND");
    refusesTransfer("from_wallet", UNKNOWN, 404, "from_wallet", "WALLET_NOT_FOUND");
    refusesTransfer("to_wallet", UNKNOWN, 404, "to_wallet", "WALLET_NOT_FOUND");
    refusesTransfer("to_wallet", almaz.wallet(), 422, "to_wallet", "SAME_ACCOUNT");
    refusesTransfer("to_wallet", senegalese.wallet(), 422, "to_wallet", "CURRENCY_MISMATCH");
    refusesTransfer("to_wallet", restricted.wallet(), 422, "to_wallet", "WALLET_RESTRICTED");
    refusesTransfer("amount", "10.001", 400, "amount", "AMOUNT_TOO_PRECISE");
    refusesTransfer("amount", "10000000000000.01", 400, "amount", "AMOUNT_TOO_LARGE");
    refusesTransfer("amount", "900000", 422, "amount", "INSUFFICIENT_AVAILABLE_FUNDS");

    Map<String, Object> fromRestricted = People.p2p(restricted, almaz, "10");
    long before = written();
    Reply reply = restricted.caller().post("/wallets/send/p2p/", fromRestricted);
    checkRefusal(reply, 422, "from_wallet", fromRestricted);
    Map<String, Object> fraction = People.p2p(senegalese, bekele, "10.5");
    checkRefusal(
        senegalese.caller().post("/wallets/send/p2p/", fraction), 422, "to_wallet", fraction);
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void wallets_and_rules_refuse_transfers_of_many() {
    Caller user = almaz.caller();
    Map<String, List<Object>> wrong = new LinkedHashMap<>();
    wrong.put("from_wallet", List.of(chaltu.wallet(), 404, UNKNOWN, 404));
    wrong.put(
        "to_wallet",
        List.of(
            UNKNOWN, 404, almaz.wallet(), 422, senegalese.wallet(), 422, restricted.wallet(), 422));
    wrong.put("amount", List.of("0.001", 400, "900000", 422));
    wrong.put("currency", List.of("XOF", 422));
    wrong.forEach(
        (name, cases) -> {
          for (int index = 0; index < cases.size(); index += 2) {
            Map<String, Object> transfer = transfer("rule-" + UUID.randomUUID());
            transfer.put(name, cases.get(index));
            Map<String, Object> body =
                fields("atomic", true, "transfers", List.of(transfer("sound"), transfer));
            long before = written();
            Reply reply = user.post("/wallets/send/bulk/", body);
            checkRefusal(reply, (int) cases.get(index + 1), "transfers[1]." + name, body);
            assertThat(reply.json().required("index").asInt()).isEqualTo(1);
            Reply each =
                user.post("/wallets/send/bulk/", fields("transfers", List.of(transfer))).with(200);
            assertThat(each.json().required("rejected").asInt()).isOne();
            assertThat(each.json().required("results").required(0).required("code").asString())
                .isEqualTo(reply.text("code"));
            assertThat(written()).as("%s", body).isEqualTo(before);
          }
        });
    // What only an admin may say.
    long before = written();
    for (Map<String, Object> body :
        List.of(
            fields("kind", "adjustment"),
            fields("effective_at", "2020-01-01"),
            fields("from_wallet", "settlement:bank:ETB"),
            fields("to_wallet", "suspense:ETB"))) {
      Map<String, Object> transfer = transfer("admin");
      transfer.putAll(body);
      checkRefusal(
          user.post("/wallets/send/bulk/", fields("transfers", List.of(transfer))),
          403,
          "transfers[0]." + body.keySet().iterator().next(),
          body);
    }
    Map<String, Object> tomorrow = transfer("future");
    tomorrow.put("effective_at", "2199-01-01T00:00:00Z");
    checkRefusal(
        people
            .admin()
            .post("/wallets/send/bulk/", fields("atomic", true, "transfers", List.of(tomorrow))),
        422,
        "transfers[0].effective_at",
        tomorrow);
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void wallets_and_rules_refuse_money_from_and_to_outside() {
    Map<String, Object> out =
        fields(
            "from_wallet",
            chaltu.wallet(),
            "bank",
            "Dashen",
            "account_number",
            "1",
            "amount",
            10,
            "remarks",
            "x");
    long before = written();
    String path = "/wallets/send/external/";
    checkRefusal(almaz.caller().post(path, out), 404, "from_wallet", out);
    out.put("from_wallet", UNKNOWN);
    checkRefusal(almaz.caller().post(path, out), 404, "from_wallet", out);
    out.put("from_wallet", restricted.wallet());
    checkRefusal(restricted.caller().post(path, out), 422, "from_wallet", out);
    out.put("from_wallet", almaz.wallet());
    out.put("amount", "900000");
    checkRefusal(almaz.caller().post(path, out), 422, "amount", out);
    out.put("amount", 10);
    for (String bank : List.of("a:b", "../x", "a\"b")) {
      out.put("bank", bank);
      checkRefusal(almaz.caller().post(path, out), 400, "bank", out);
    }

    path = "/wallets/receive/external/";
    Caller enterprise = people.enterprise();
    Map<String, Object> in = fields("phone_number", "+251939999999", "amount", 10, "remarks", "x");
    checkRefusal(enterprise.post(path, in), 404, "phone_number", in);
    in.put("phone_number", restricted.phone());
    checkRefusal(enterprise.post(path, in), 422, "phone_number", in);
    in.put("phone_number", almaz.phone());
    in.put("currency", "XOF");
    checkRefusal(enterprise.post(path, in), 404, "currency", in);
    in.remove("currency");
    in.put("amount", "10.001");
    checkRefusal(enterprise.post(path, in), 400, "amount", in);
    in.put("phone_number", senegalese.phone());
    in.put("amount", "10.5");
    checkRefusal(enterprise.post(path, in), 400, "amount", in);

    for (String change : List.of("restrict", "unrestrict")) {
      checkRefusal(
          people.admin().post("/wallets/" + UNKNOWN + "/" + change + "/", Map.of()),
          404,
          "id",
          change);
      checkRefusal(
          people.admin().post("/wallets/1-1-1-1-1/" + change + "/", Map.of()), 400, "id", change);
    }
    checkRefusal(
        people.nobody().post("/accounts/register/", People.newcomer(almaz.phone())),
        409,
        "phone_number",
        "taken");
    checkRefusal(
        people.admin().post("/apis/enterprises/access-grants/", Map.of("enterprise", UNKNOWN)),
        404,
        "enterprise",
        "unknown");
    checkRefusal(
        people
            .admin()
            .post(
                "/platform-admin/staff/",
                Map.of("phone_number", "+251939999999", "roles", List.of("recon"))),
        404,
        "phone_number",
        "unknown");
    checkRefusal(
        people
            .admin()
            .post(
                "/apis/enterprises/access-grants/",
                Map.of("name", "x", "enterprise", people.enterpriseId())),
        400,
        "name",
        "both");
    checkRefusal(
        almaz
            .caller()
            .post("/wallets/wallets/", Map.of("currency", "ETB", "external_reference", "x")),
        403,
        "external_reference",
        "admins");
    checkRefusal(
        people.nobody().post("/accounts/token/refresh/", Map.of("refresh", "x")), 401, null, "x");
    checkRefusal(
        people
            .nobody()
            .post(
                "/accounts/login/",
                Map.of("phone_number", "+251939999998", "password", "wrong password")),
        401,
        null,
        "x");
    checkRefusal(
        people
            .nobody()
            .post(
                "/platform-admin/admin-platform/login/",
                Map.of("phone_number", almaz.phone(), "password", People.PASSWORD)),
        403,
        null,
        "not an admin");
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void keys_must_be_printable_and_sent_once() {
    for (Write write : writes()) {
      if (operation(write.operation()).toString().contains("Idempotency-Key")) {
        long before = written();
        for (String key : List.of("k".repeat(256), "", "   ", "a\tb")) {
          checkRefusal(
              write.send(write.sound(), "Idempotency-Key", key), 400, "Idempotency-Key", key);
        }
        checkRefusal(
            write.send(write.sound(), "Idempotency-Key", "a", "Idempotency-Key", "b"),
            400,
            "Idempotency-Key",
            "twice");
        assertThat(written()).isEqualTo(before);
      }
    }
  }

  @Test
  void a_device_is_removed_by_nobody_else() {
    String path = "/accounts/users/devices/";
    Caller user = almaz.caller();
    String there = user.writes() + path + "almaz-phone/";
    long before = written();
    checkRefusal(people.nobody().send("DELETE", there, null), 401, null, there);
    checkRefusal(people.enterprise().send("DELETE", there, null), 403, null, there);
    checkRefusal(auditor.send("DELETE", there, null), 403, null, there);
    checkRefusal(chaltu.caller().send("DELETE", there, null), 404, "id", there);
    for (String wrong : List.of("a%0Ab", "x".repeat(256))) {
      checkRefusal(user.send("DELETE", user.writes() + path + wrong, null), 400, "id", wrong);
    }
    assertThat(written()).isEqualTo(before);
  }

  private static final Set<String> READS =
      Set.of(
          "get /accounts/services/",
          "get /accounts/services/categories/",
          "get /accounts/services/{id}/",
          "get /accounts/users/",
          "get /accounts/users/devices/",
          "get /accounts/users/devices/{id}/",
          "get /accounts/users/{id}/",
          "get /accounts/users/{id}/profile/",
          "get /platform-admin/all-users/",
          "get /platform-admin/business-records/",
          "get /platform-admin/transaction-records/",
          "get /platform-admin/transaction-records/{id}/",
          "get /accounts/business/",
          "get /accounts/business/{id}/",
          "get /apis/enterprises/enterprises-grants/",
          "get /apis/enterprises/enterprises-grants/{id}/",
          "get /apis/enterprises/users-grants/",
          "get /audit/trial-balance/",
          "get /gateway/integrators/",
          "get /platform-admin/dispute-records/",
          "get /platform-admin/dispute-records/{id}/",
          "get /platform-admin/dispute-records/ageing/",
          "get /platform-admin/approvals/",
          "get /platform-admin/approvals/{id}/",
          "get /bills/payments/",
          "get /bills/payments/{id}/",
          "get /bills/unpaid/{user__number}/",
          "get /bills/utilities/",
          "get /wallets/business-wallets/",
          "get /wallets/holds/",
          "get /wallets/holds/{id}/",
          "get /wallets/business-wallets/{business__id}/",
          "get /wallets/snapshots/",
          "get /notifications/notifications/",
          "get /wallets/stats/transactions/{tr_id}/",
          "get /wallets/transactions/",
          "get /wallets/transactions/{id}/",
          "get /wallets/wallets/",
          "get /wallets/wallets/public/",
          "get /wallets/wallets/{user__id}/",
          "get /wallets/{id}/statement/");

  @Test
  void every_parameter_of_every_read_is_checked() {
    Map<String, List<String>> wrong =
        Map.ofEntries(
            Map.entry("limit", List.of("0", "-1", "201", "x", "1.5", "", "99999999999")),
            Map.entry("cursor", List.of("x", "AAAAAAAA", "%00", "x".repeat(600))),
            Map.entry("user_id", List.of("x", "1-1-1-1-1")),
            Map.entry("expires_at_gte", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("created_at_gte", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("at", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("from", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("to", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("basis", List.of("x", "Recorded", "", "%00")),
            Map.entry("format", List.of("x", "CSV", "", "%00")),
            Map.entry("wallet", List.of("x", "1-1-1-1-1")),
            Map.entry("wallet_id", List.of("x", "1-1-1-1-1")),
            Map.entry("status", List.of("x", "%00", "")),
            Map.entry("phone_number", List.of("x", "+2519", "%00")),
            Map.entry("external_reference", List.of("%00", "a%0Ab")),
            Map.entry("currency", List.of("x", "etb", "XXX", "", "%00")),
            Map.entry("amount_gte", List.of("x", "-1", "1e3", "", "%00", "9".repeat(17))),
            Map.entry("amount_lte", List.of("x", "-1", "1e3", "", "%00", "1.23456")),
            Map.entry("age_gte", List.of("x", "-1", "1.5", "", "100000")),
            Map.entry("age_lte", List.of("x", "-1", "1.5", "", "100000")),
            Map.entry("created_at_lte", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("business_id", List.of("x", "1-1-1-1-1")),
            Map.entry("categories", List.of("x", "", ",", UNKNOWN + ",x")),
            Map.entry("is_active", List.of("x", "1", "")),
            Map.entry("utility", List.of("x", "senelec", "", "%00")),
            Map.entry("province", List.of("%20", "", "%00")),
            Map.entry("unknown_before", List.of("x", "2026-13-01", "", "%00")),
            Map.entry("name", List.of("%00", "a%0Ab")));
    for (String read : READS) {
      operation(read)
          .path("parameters")
          .forEach(
              parameter -> {
                String name = parameter.required("name").asString();
                String sound = read.substring("get ".length()).replaceAll("\\{\\w+}", business);
                // Lookups of others are limited for each caller.
                Caller caller =
                    read.contains("public")
                        ? chaltu.caller()
                        : isForStaff(read) ? auditor : almaz.caller();
                switch (parameter.required("in").asString()) {
                  case "query" -> {
                    assertThat(wrong).as(read).containsKey(name);
                    Objects.requireNonNull(wrong.get(name))
                        .forEach(
                            value ->
                                checkRefusal(
                                    caller.get(sound + "?" + name + "=" + value),
                                    400,
                                    name,
                                    read + " " + name + "=" + value));
                  }
                  case "path" -> {
                    for (String value :
                        read.contains("devices")
                            ? List.of("a%0Ab", "x".repeat(256))
                            : read.contains("unpaid")
                                ? List.of("a%0Ab", "%20", "x".repeat(65))
                                : List.of("x", "1-1-1-1-1", "%20", "-1")) {
                      checkRefusal(
                          caller.get(read.substring("get ".length()).replaceAll("\\{\\w+}", value)),
                          400,
                          name,
                          read + " " + value);
                    }
                    // Any customer may be asked for, and a payment needs a provider.
                    for (String value :
                        read.contains("unpaid")
                            ? List.<String>of()
                            : List.of(UNKNOWN, foreignTo(read))) {
                      Caller stranger =
                          read.contains("/wallets/wallets/") || read.contains("platform-admin")
                              ? caller
                              : chaltu.caller();
                      checkRefusal(
                          stranger.get(
                              read.substring("get ".length()).replaceAll("\\{\\w+}", value)),
                          404,
                          name,
                          read + " " + value);
                    }
                  }
                  case "header" -> {
                    assertThat(name).isEqualTo("Ledger-Min-Position");
                    for (String value : List.of("x", "-1", "1.5", "", "9".repeat(19))) {
                      checkRefusal(caller.get(sound, name, value), 400, name, read + " " + value);
                    }
                  }
                  default -> throw new AssertionError(parameter);
                }
              });
    }
    checkRefusal(
        almaz.caller().get("/wallets/transactions/?wallet=" + chaltu.wallet()),
        404,
        "wallet",
        "foreign");
    checkRefusal(
        almaz.caller().get("/wallets/transactions/?wallet=" + UNKNOWN), 404, "wallet", "unknown");
    checkRefusal(bekele.caller().get("/wallets/wallets/public/"), 400, "phone_number", "none");
    checkRefusal(people.nobody().get("/schema/?format=xml"), 400, "format", "xml");
    checkRefusal(auditor.get("/audit/trial-balance/?at=2026-01-01"), 400, "at", "at");
    for (Caller stranger : List.of(almaz.caller(), people.enterprise())) {
      checkRefusal(stranger.get("/audit/trial-balance/"), 403, null, "a stranger");
      checkRefusal(
          stranger.get("/platform-admin/dispute-records/ageing/"), 403, null, "a stranger");
      for (String list : List.of("all-users", "business-records", "transaction-records")) {
        checkRefusal(stranger.get("/platform-admin/" + list + "/"), 403, null, list);
      }
      String record = "/platform-admin/transaction-records/" + transaction + "/";
      checkRefusal(stranger.get(record), 403, null, "a stranger");
      checkRefusal(stranger.get("/platform-admin/approvals/"), 403, null, "a stranger");
    }
  }

  @Test
  void what_is_not_there_is_a_problem_document_too() {
    Caller user = almaz.caller();
    checkRefusal(user.get("/nothing/here/"), 404, null, "path");
    checkRefusal(user.get("/"), 404, null, "path");
    checkRefusal(user.get("/wallets/send/p2p/"), 405, null, "method");
    checkRefusal(
        user.send("DELETE", user.writes() + "/wallets/wallets/", null), 405, null, "method");
    checkRefusal(user.send("PUT", user.writes() + "/accounts/register/", "{}"), 405, null, "put");
    checkRefusal(user.get("/wallets/wallets/%00/"), 400, null, "path");
    checkRefusal(user.get("/wallets/wallets/..;/x/"), 404, null, "path");
  }

  private static boolean isForStaff(String read) {
    return read.contains("audit")
        || read.contains("integrators")
        || read.contains("ageing")
        || (read.contains("platform-admin") && !read.contains("dispute"));
  }

  private static String foreignTo(String read) {
    if (read.contains("platform-admin")) {
      return business;
    }
    if (read.contains("devices")) {
      return "almaz-phone";
    }
    if (read.contains("accounts/users")) {
      return almaz.id();
    }
    if (read.contains("services")) {
      return hiddenService;
    }
    if (read.contains("transactions")) {
      return transaction;
    }
    if (read.contains("holds")) {
      return hold;
    }
    if (read.contains("grants")) {
      return grant;
    }
    if (read.contains("statement")) {
      return almaz.wallet();
    }
    if (read.contains("dispute")) {
      return dispute;
    }
    return read.contains("business") ? business : chaltu.wallet();
  }

  private static List<Write> allWrites() {
    List<Write> all = new ArrayList<>(writes());
    all.add(
        new Write(
            "post /wallets/wallets/bulk/",
            "/wallets/wallets/bulk/",
            people.admin(),
            List.of(almaz.caller(), people.enterprise(), auditor),
            fields("external_reference", "a", "currency", "ETB"),
            WALLET));
    return all;
  }

  private static Map<String, Object> transfer(String reference) {
    return fields(
        "reference",
        reference,
        "from_wallet",
        almaz.wallet(),
        "to_wallet",
        bekele.wallet(),
        "amount",
        1);
  }

  private interface Fault {
    void put(Map<String, Object> body, String name);
  }

  private static List<Fault> faults(Field field) {
    List<@Nullable Object> values = new ArrayList<>();
    boolean required =
        switch (field) {
          case Field.Text(boolean needed, int longest) -> {
            values.addAll(List.of(7, true, List.of("x"), Map.of("a", 1)));
            values.addAll(List.of("x".repeat(longest + 1), "a\u0000b", "a\nb"));
            values.add(new Raw("\"\\ud800\""));
            if (needed) {
              values.addAll(List.of("", "  "));
            }
            yield needed;
          }
          case Field.Id(boolean needed) -> {
            values.addAll(List.of("", "x", "1-1-1-1-1", UNKNOWN + "0", 7, true, List.of(), -1));
            yield needed;
          }
          case Field.Account(boolean needed) -> {
            values.addAll(
                List.of("", "x", "1-1-1-1-1", "settlement:", "settlement:a:XXX", "vault:a:ETB"));
            values.addAll(List.of(7, true, List.of(), "settlement:" + "x".repeat(200) + ":ETB"));
            yield needed;
          }
          case Field.Amount(boolean needed, int least) -> {
            values.addAll(List.of(-1, -10, "-10", "", "ten", "1e3", "NaN", "Infinity", "1,000"));
            values.addAll(List.of("10 ", "0x10", "١٠", "9".repeat(300), "10." + "0".repeat(60)));
            values.addAll(List.of(true, List.of(10), Map.of("amount", 10)));
            values.add(new Raw("1e3"));
            values.add(new Raw("1E+15"));
            values.add(new Raw("1000000000000000000000"));
            values.add(new Raw("10." + "0".repeat(100) + "1"));
            if (least > 0) {
              values.addAll(List.of(least - 1, BigDecimal.valueOf(100L * least - 1, 2), 0));
            } else if (needed) {
              values.addAll(List.of(0, "0", "0.00"));
            }
            yield needed;
          }
          case Field.Phone(boolean needed) -> {
            values.addAll(List.of("", "x", "123", "+2519", "+999123456789", 251911234567L, true));
            values.addAll(
                List.of("9".repeat(256), List.of("+251911234567"), "+25191\u00001234567"));
            yield needed;
          }
          case Field.Currency(boolean needed) -> {
            values.addAll(List.of("", "etb", "XXX", "BIRR", "ET", 230, true, List.of("ETB")));
            yield needed;
          }
          case Field.Flag() -> {
            values.addAll(List.of("true", "", 1, 0, List.of(true)));
            yield false;
          }
          case Field.Time() -> {
            values.addAll(List.of("", "x", "2026-13-01", "2026-02-30T00:00:00Z", "21/11/2026"));
            values.addAll(List.of(1732190000, true, List.of("2026-01-01")));
            yield false;
          }
          case Field.Email() -> {
            values.addAll(
                List.of("", "x", "a@", "@b", "a b@c.de", "x".repeat(250) + "@example.com"));
            values.addAll(List.of(7, true, List.of("a@example.com")));
            yield true;
          }
          case Field.Words(List<Object> wrong) -> {
            values.addAll(wrong);
            yield false;
          }
          case Field.Transfers() -> {
            values.addAll(List.of("x", 7, Map.of(), List.of(), List.of(1), List.of("x")));
            values.addAll(List.of(List.of(List.of())));
            values.add(Collections.nCopies(5001, Map.of()));
            yield true;
          }
        };
    List<Fault> faults = new ArrayList<>();
    values.forEach(value -> faults.add((body, name) -> body.put(name, value)));
    if (required) {
      faults.add((body, name) -> body.remove(name));
      faults.add((body, name) -> body.put(name, null));
    }
    return faults;
  }

  /** A number spelled as no Java number is. */
  private record Raw(@JsonRawValue @JsonValue String spelling) {}

  private static void refuses(Write write, Map<String, Object> body, String field) {
    long before = written();
    Reply reply = write.send(body);
    checkRefusal(reply, 400, field, write.operation() + " " + shown(body));
    assertThat(written()).as("%s", body).isEqualTo(before);
  }

  private static void refusesBody(Write write, String body, int status) {
    long before = written();
    checkRefusal(write.send(body), status, null, write.operation() + " " + shown(body));
    assertThat(written()).isEqualTo(before);
  }

  private static void refusesTransfer(
      String field, Object value, int status, String named, String code) {
    Map<String, Object> body = People.p2p(almaz, bekele, "10");
    body.put(field, value);
    long before = written();
    Reply reply = almaz.caller().post("/wallets/send/p2p/", body);
    checkRefusal(reply, status, named, body);
    assertThat(reply.text("code")).isEqualTo(code);
    assertThat(written()).isEqualTo(before);
  }

  private static void checkRefusal(Reply reply, int status, @Nullable String field, Object sent) {
    String context = shown(sent) + " was answered " + reply;
    assertThat(reply.status()).as(context).isEqualTo(status);
    assertThat(reply.header("Content-Type")).as(context).startsWith("application/problem+json");
    JsonNode problem = reply.json();
    assertThat(problem.required("status").asInt()).as(context).isEqualTo(status);
    assertThat(problem.required("code").asString()).as(context).matches("[A-Z][A-Z_]+");
    assertThat(problem.required("detail").asString()).as(context).isNotBlank();
    assertThat(problem.required("type").asString()).as(context).startsWith("/problems/");
    assertThat(problem.required("title").asString()).as(context).isNotBlank();
    assertThat(reply.body()).as(context).doesNotContainPattern(INSIDES);
    if (field != null) {
      List<String> named = new ArrayList<>();
      problem.path("errors").forEach(error -> named.add(error.required("field").asString()));
      assertThat(named)
          .as(context)
          .anyMatch(name -> name.equals(field) || name.startsWith(field + "["));
    }
  }

  private static String shown(Object sent) {
    String text = sent.toString();
    return text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }

  /** Rows of everything that a refused request must not write. */
  private static long written() {
    return database
        .sql(
            """
            SELECT (SELECT count(*) FROM ledger.event)
                 + (SELECT count(*) FROM identity.person)
                 + (SELECT count(*) FROM identity.staff_role)
                 + (SELECT count(*) FROM identity.payment_pin)
                 + (SELECT count(*) FROM identity.business)
                 + (SELECT count(*) FROM identity.device)
                 + (SELECT count(*) FROM identity.service)
                 + (SELECT count(*) FROM identity.service_category)
                 + (SELECT count(*) FROM identity.enterprise)
                 + (SELECT count(*) FROM identity.integrator)
                 + (SELECT count(*) FROM identity.integrator_token)
                 + (SELECT count(*) FROM identity.saved_reference)
                 + (SELECT count(*) FROM identity.access_key)
                 + (SELECT count(*) FROM identity.owned_wallet)
                 + (SELECT count(*) FROM identity.refresh_family)
                 + (SELECT count(*) FROM identity.refresh_token)
                 + (SELECT count(*) FROM ledger.external_reference)
            """)
        .query(Long.class)
        .single();
  }

  private static JsonNode operation(String name) {
    return Objects.requireNonNull(operations.get(name), name);
  }

  private static JsonNode bodyOf(String operation) {
    return operation(operation)
        .required("requestBody")
        .required("content")
        .required("application/json")
        .required("schema");
  }

  private static Set<String> fieldsOf(JsonNode schema) {
    return new TreeSet<>(resolved(schema).required("properties").propertyNames());
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref")
        ? schemas.required(schema.required("$ref").asString().replace("#/components/schemas/", ""))
        : schema;
  }

  private static Map<String, Field> ordered(Object... namesAndFields) {
    Map<String, Field> ordered = new LinkedHashMap<>();
    for (int index = 0; index < namesAndFields.length; index += 2) {
      ordered.put((String) namesAndFields[index], (Field) namesAndFields[index + 1]);
    }
    return ordered;
  }
}
