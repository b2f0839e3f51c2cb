package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** People, their codes, devices and services: written in one process, read in another. */
class KeepingPeopleOverHttpTest {

  private static final String NEW_PASSWORD = "battery staple";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @TempDir private static Path directory;
  private static MessageHook hook;
  private static RunningLedger writing;
  private static RunningLedger reading;
  private static People people;
  private static Caller auditor;

  @BeforeAll
  static void start_a_ledger_in_two_processes() throws IOException, InterruptedException {
    hook = new MessageHook();
    TestDatabase database = TestDatabase.create();
    writing = start(database, "command,projections");
    reading = start(database, "query");
    people = new People(writing.address(), reading.address());
    Person watcher = people.register();
    people
        .admin()
        .post(
            "/platform-admin/staff/",
            fields("phone_number", watcher.phone(), "roles", List.of("auditor")))
        .with(200);
    // The reading node remembers for a minute what the person was before.
    auditor =
        people.nobody().bearer(login(watcher.phone(), People.PASSWORD).with(200).text("access"));
  }

  private static RunningLedger start(TestDatabase database, String roles)
      throws InterruptedException {
    Map<String, String> settings = new HashMap<>(hook.settings());
    settings.put("GRIOT_ROLES", roles);
    settings.put("GRIOT_DATABASE_URL", database.url());
    settings.put("GRIOT_DATABASE_USER", database.user());
    settings.put("GRIOT_DATABASE_PASSWORD", database.password());
    return RunningLedger.start(directory, settings);
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable running : new AutoCloseable[] {writing, reading, hook}) {
      if (running != null) {
        try {
          running.close();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static Reply login(String phone, String password) {
    return people
        .nobody()
        .post("/accounts/login/", fields("phone_number", phone, "password", password));
  }

  private static Reply requestReset(String phone) {
    return people.nobody().post("/accounts/password-reset/request/", fields("phone_number", phone));
  }

  private static Reply confirmReset(String phone, String code, String password) {
    return people
        .nobody()
        .post(
            "/accounts/password-reset/confirm/",
            fields("code", code, "phone_number", phone, "new_password", password));
  }

  private static Reply confirm(String user, int type, String code) {
    return people
        .nobody()
        .post(
            "/accounts/verifications/confirm/",
            fields("code", code, "user_id", user, "code_type", type));
  }

  private static Reply resend(String user, int type) {
    return people
        .nobody()
        .post("/accounts/verifications/resend/", fields("user_id", user, "code_type", type));
  }

  private static Reply profile(Person person, String method, Map<String, Object> body) {
    return person
        .caller()
        .send(
            method,
            person.caller().writes() + "/accounts/users/" + person.id() + "/profile/",
            Reply.JSON.writeValueAsString(body));
  }

  private static List<String> values(Reply reply, String field) {
    List<String> values = new ArrayList<>();
    reply.with(200).json().forEach(item -> values.add(item.required(field).asString()));
    return values;
  }

  private static String wrong(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  @Test
  void a_lost_password_is_replaced_by_a_code() throws InterruptedException {
    Person almaz = people.register();
    hook.nextCode(almaz.phone());
    Reply session = login(almaz.phone(), People.PASSWORD).with(200);
    Caller byToken = people.nobody().bearer(session.text("access"));
    byToken.post("/accounts/users/devices/", fields("id", "a")).with(201);

    Reply requested = requestReset(almaz.phone()).with(200);
    assertThat(requested.body()).doesNotContain(almaz.phone());
    String code = hook.nextCode(almaz.phone());
    assertThat(confirmReset(almaz.phone(), wrong(code), NEW_PASSWORD).with(422).text("code"))
        .isEqualTo("CODE_WRONG");
    confirmReset(almaz.phone(), code, "short").with(400);
    confirmReset(almaz.phone(), code, NEW_PASSWORD).with(200);
    confirmReset(almaz.phone(), code, NEW_PASSWORD).with(422);

    login(almaz.phone(), People.PASSWORD).with(401);
    login(almaz.phone(), NEW_PASSWORD).with(200);
    byToken.post("/accounts/users/devices/", fields("id", "b")).with(401);
    almaz.caller().post("/accounts/users/devices/", fields("id", "b")).with(401);
    people
        .nobody()
        .post("/accounts/token/refresh/", fields("refresh", session.text("refresh")))
        .with(401);
  }

  @Test
  void nobody_learns_who_is_registered() {
    String known = people.register().phone();
    String unknown = People.freePhone();
    for (int i = 0; i < 3; i++) {
      assertThat(requestReset(unknown).with(200).body())
          .isEqualTo(requestReset(known).with(200).body());
    }
    for (String phone : List.of(known, unknown)) {
      Reply refused = requestReset(phone).with(429);
      assertThat(refused.text("code")).isEqualTo("TOO_MANY_ATTEMPTS");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
    }
    assertThat(confirmReset(unknown, "000000", NEW_PASSWORD).with(422).json())
        .isEqualTo(confirmReset(known, "000000", NEW_PASSWORD).with(422).json());
    assertThat(hook.to(unknown)).isEmpty();
  }

  @Test
  void a_new_phone_is_verified_by_the_code_sent_on_registering() throws InterruptedException {
    Person almaz = people.register();
    String first = hook.nextCode(almaz.phone());
    assertThat(confirm(almaz.id(), 1, wrong(first)).with(422).text("code")).isEqualTo("CODE_WRONG");
    assertThat(confirm(UUID.randomUUID().toString(), 1, first).with(422).text("code"))
        .isEqualTo("CODE_WRONG");
    Reply resent = resend(almaz.id(), 1).with(200);
    assertThat(resent.text("user_id")).isEqualTo(almaz.id());
    assertThat(resent.json().required("code_type").asInt()).isEqualTo(1);
    assertThat(resend(UUID.randomUUID().toString(), 1).with(200).text("detail"))
        .isEqualTo(resent.text("detail"));
    String second = hook.nextCode(almaz.phone());
    if (!first.equals(second)) {
      confirm(almaz.id(), 1, first).with(422);
    }
    JsonNode user = confirm(almaz.id(), 1, second).with(200).json().required("user");
    assertThat(user.required("is_phone_verified").asBoolean()).isTrue();
    assertThat(user.required("is_email_verified").asBoolean()).isFalse();
    assertThat(almaz.caller().get("/accounts/users/" + almaz.id() + "/").with(200).json())
        .isEqualTo(user);
    resend(almaz.id(), 1).with(200);
    resend(almaz.id(), 1).with(429);
  }

  @Test
  void people_change_of_their_profile_what_is_theirs_to_change() throws InterruptedException {
    Person almaz = people.register();
    String path = "/accounts/users/" + almaz.id() + "/profile/";
    JsonNode before = almaz.caller().get(path).with(200).json();
    String picture = UUID.randomUUID().toString();
    Map<String, Object> whole =
        fields(
            "id",
            UUID.randomUUID().toString(),
            "last_login",
            "2019-08-24T14:15:22Z",
            "first_name",
            "Bekele",
            "email",
            "bekele@example.com",
            "is_active",
            false,
            "date_joined",
            "2019-08-24T14:15:22Z",
            "profile_pic_id",
            picture,
            "phone_number",
            People.freePhone(),
            "is_phone_verified",
            true,
            "is_email_verified",
            true,
            "last_name",
            NullNode.getInstance(),
            "user_type",
            "busines");
    Reply changed = profile(almaz, "PUT", whole).with(200);
    assertThat(changed.text("first_name")).isEqualTo("Bekele");
    assertThat(changed.text("email")).isEqualTo("bekele@example.com");
    assertThat(changed.text("profile_pic_id")).isEqualTo(picture);
    assertThat(changed.json().required("last_name").isNull()).isTrue();
    for (String owned :
        List.of(
            "id",
            "last_login",
            "is_active",
            "date_joined",
            "phone_number",
            "is_phone_verified",
            "is_email_verified",
            "user_type")) {
      assertThat(changed.json().required(owned)).as(owned).isEqualTo(before.required(owned));
    }
    assertThat(almaz.caller().get(path).with(200).json()).isEqualTo(changed.json());

    resend(almaz.id(), 2).with(200);
    String code = hook.nextCode("bekele@example.com");
    confirm(almaz.id(), 2, code).with(200);
    Reply verified = profile(almaz, "PATCH", fields("first_name", "Almaz")).with(200);
    assertThat(verified.json().required("is_email_verified").asBoolean()).isTrue();
    assertThat(verified.text("email")).isEqualTo("bekele@example.com");
    Reply cleared =
        profile(
                almaz,
                "PATCH",
                fields("email", "almaz@example.com", "profile_pic_id", NullNode.getInstance()))
            .with(200);
    assertThat(cleared.json().required("is_email_verified").asBoolean()).isFalse();
    assertThat(cleared.json().required("profile_pic_id").isNull()).isTrue();
  }

  @Test
  void a_person_is_nobody_elses_business_but_staffs() {
    Person almaz = people.register();
    Person bekele = people.register();
    String path = "/accounts/users/" + almaz.id() + "/";
    for (Caller staff : List.of(people.admin(), auditor)) {
      assertThat(staff.get(path).with(200).text("phone_number")).isEqualTo(almaz.phone());
      assertThat(staff.get(path + "profile/").with(200).text("id")).isEqualTo(almaz.id());
      assertThat(values(staff.get("/accounts/users/?phone_number=" + encoded(almaz)), "id"))
          .containsExactly(almaz.id());
      assertThat(values(staff.get("/accounts/users/?limit=2"), "id"))
          .containsExactly(bekele.id(), almaz.id());
    }
    for (Caller stranger : List.of(bekele.caller(), people.enterprise())) {
      stranger.get(path).with(404);
      stranger.get(path + "profile/").with(404);
      assertThat(values(stranger.get("/accounts/users/?phone_number=" + encoded(almaz)), "id"))
          .isEmpty();
    }
    for (Caller stranger : List.of(bekele.caller(), people.admin())) {
      stranger.send("PATCH", stranger.writes() + path + "profile/", "{}").with(404);
    }
    auditor.send("PATCH", auditor.writes() + path + "profile/", "{}").with(403);
    assertThat(values(almaz.caller().get("/accounts/users/"), "id")).containsExactly(almaz.id());
    assertThat(values(almaz.caller().get("/accounts/users/?phone_number=" + encoded(almaz)), "id"))
        .containsExactly(almaz.id());
    assertThat(values(people.enterprise().get("/accounts/users/"), "id")).isEmpty();
  }

  private static String encoded(Person person) {
    return URLEncoder.encode(person.phone(), StandardCharsets.UTF_8);
  }

  @Test
  void devices_are_added_shown_and_removed() {
    Person almaz = people.register();
    Caller user = almaz.caller();
    String id = "Galaxy ብ;7%+é?";
    String list = "/accounts/users/devices/";
    String path = list + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20") + "/";
    Reply added = user.post(list, fields("id", id, "label", "Mine")).with(201);
    assertThat(user.get(path).with(200).json()).isEqualTo(added.json());
    Reply again = user.post(list, fields("id", id, "label", "Hers")).with(200);
    assertThat(again.text("created_at")).isEqualTo(added.text("created_at"));
    assertThat(user.get(path).with(200).text("label")).isEqualTo("Hers");
    String last = user.post(list, fields("id", "last")).with(201).text("id");
    assertThat(values(user.get(list), "id")).containsExactly(last, id);
    Matcher next = NEXT.matcher(user.get(list + "?limit=1").with(200).header("Link"));
    assertThat(next.find()).isTrue();
    assertThat(values(user.get(next.group(1)), "id")).containsExactly(id);

    Caller stranger = people.register().caller();
    stranger.get(path).with(404);
    stranger.send("DELETE", stranger.writes() + path, null).with(404);
    people.admin().get(path).with(404);
    assertThat(user.send("DELETE", user.writes() + path, null).with(204).body()).isEmpty();
    user.get(path).with(404);
    user.send("DELETE", user.writes() + path, null).with(404);
    for (String unfit : List.of("a/b", "..", "a\\b", " a")) {
      user.post(list, fields("id", unfit)).with(400);
    }
  }

  @Test
  void businesses_offer_services_in_categories() {
    Person almaz = people.register();
    Person bekele = people.register();
    Reply shop =
        almaz
            .caller()
            .post("/accounts/business/", fields("name", "Shop", "contact_email", "a@b.et"))
            .with(201);
    String categories = "/accounts/services/categories/";
    String name = "Food " + UUID.randomUUID();
    String food = people.admin().post(categories, fields("name", name)).with(201).text("id");
    assertThat(people.admin().post(categories, fields("name", name)).with(409).text("code"))
        .isEqualTo("CATEGORY_TAKEN");
    assertThat(values(bekele.caller().get(categories), "id")).contains(food);

    String services = "/accounts/services/";
    Map<String, Object> lunch =
        fields(
            "name",
            "Lunch",
            "service_type",
            "premium",
            "business",
            shop.json().required("legacy_no").asLong(),
            "categories",
            List.of(food));
    bekele.caller().post(services, lunch).with(404);
    Reply added = almaz.caller().post(services, lunch).with(201);
    assertThat(added.text("business")).isEqualTo(shop.text("id"));
    lunch.put("business", shop.text("id"));
    lunch.put("is_active", false);
    Reply hidden = people.admin().post(services, lunch).with(201);
    lunch.put("categories", List.of(food, UUID.randomUUID().toString()));
    assertThat(almaz.caller().post(services, lunch).with(400).body()).contains("categories[1]");

    String ofShop = services + "?business_id=" + shop.text("id");
    assertThat(bekele.caller().get(services + added.text("id") + "/").with(200).json())
        .isEqualTo(added.json());
    bekele.caller().get(services + hidden.text("id") + "/").with(404);
    assertThat(values(bekele.caller().get(ofShop), "id")).containsExactly(added.text("id"));
    for (Caller insider : List.of(almaz.caller(), people.admin(), auditor)) {
      assertThat(values(insider.get(ofShop), "id"))
          .containsExactly(hidden.text("id"), added.text("id"));
      insider.get(services + hidden.text("id") + "/").with(200);
      assertThat(values(insider.get(ofShop + "&is_active=false"), "id"))
          .containsExactly(hidden.text("id"));
    }
    assertThat(values(bekele.caller().get(services + "?categories=" + food), "id"))
        .containsExactly(added.text("id"));
    assertThat(values(bekele.caller().get(ofShop + "&name=UNC"), "id")).hasSize(1);
    assertThat(values(bekele.caller().get(ofShop + "&name=dinner"), "id")).isEmpty();
  }

  @Test
  void staff_see_everybody_every_business_and_every_transaction_with_names() {
    Person almaz = people.registerWith("100");
    Reply shop =
        almaz
            .caller()
            .post("/accounts/business/", fields("name", "Shop", "contact_email", "a@b.et"))
            .with(201);
    Person bekele = people.register();
    Reply sent =
        almaz.caller().post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10.50")).with(201);
    for (Caller staff : List.of(people.admin(), auditor)) {
      JsonNode newest = staff.get("/platform-admin/all-users/?limit=1").with(200).json();
      assertThat(newest.required(0).required("id").asString()).isEqualTo(bekele.id());
      assertThat(newest.required(0).required("roles").toString()).isEqualTo("[\"user\"]");
      JsonNode business =
          staff.get("/platform-admin/business-records/?limit=1").with(200).json().required(0);
      assertThat(business.required("id").asString()).isEqualTo(shop.text("id"));
      assertThat(business.required("user").asString()).isEqualTo(almaz.id());
      JsonNode record =
          staff
              .getAfter(sent, "/platform-admin/transaction-records/" + sent.text("id") + "/")
              .with(200)
              .json();
      assertThat(record.required("from_user").asString()).isEqualTo("Almaz Tesfaye");
      assertThat(record.required("amount").decimalValue()).isEqualByComparingTo("10.50");
      assertThat(record.required("currency").asString()).isEqualTo("ETB");
      assertThat(record.required("status").asString()).isEqualTo("completed");
      assertThat(record.required("remarks").asString()).isEqualTo("lunch");
      Reply page = staff.get("/platform-admin/transaction-records/?limit=1").with(200);
      assertThat(page.json().required(0)).isEqualTo(record);
      Matcher next = NEXT.matcher(page.header("Link"));
      assertThat(next.find()).isTrue();
      JsonNode received = staff.get(next.group(1)).with(200).json().required(0);
      assertThat(received.required("from_user").asString()).startsWith("settlement:");
      assertThat(received.required("to_user").asString()).isEqualTo("Almaz Tesfaye");
    }
    for (String path : List.of("all-users/", "business-records/", "transaction-records/")) {
      almaz.caller().get("/platform-admin/" + path).with(403);
      people.enterprise().get("/platform-admin/" + path).with(403);
    }
  }

  @Test
  void the_document_names_the_platform_s_operations() {
    List<String> operations = new ArrayList<>();
    people
        .nobody()
        .get("/schema/")
        .with(200)
        .json()
        .required("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> operations.add(operation.required("operationId").asString())));
    assertThat(operations)
        .contains(
            "accounts_business_list",
            "accounts_business_create",
            "accounts_business_retrieve",
            "accounts_password_reset_confirm_create",
            "accounts_password_reset_request_create",
            "accounts_services_list",
            "accounts_services_create",
            "accounts_services_retrieve",
            "accounts_services_categories_list",
            "accounts_users_list",
            "accounts_users_retrieve",
            "accounts_users_devices_list",
            "accounts_users_devices_create",
            "accounts_users_devices_retrieve",
            "accounts_users_devices_destroy",
            "accounts_users_profile_retrieve",
            "accounts_users_profile_update",
            "accounts_users_profile_partial_update",
            "accounts_verifications_confirm_create",
            "accounts_verifications_resend_create",
            "platform_admin_all_users_list",
            "platform_admin_business_records_list",
            "platform_admin_transaction_records_list",
            "platform_admin_transaction_records_retrieve",
            "wallets_business_wallets_list",
            "wallets_business_wallets_retrieve")
        .doesNotHaveDuplicates();
  }

  @Test
  void no_code_secret_or_whole_phone_stands_in_the_logs() throws InterruptedException {
    Person almaz = people.register();
    hook.nextCode(almaz.phone());
    requestReset(almaz.phone()).with(200);
    String code = hook.nextCode(almaz.phone());
    confirmReset(almaz.phone(), wrong(code), NEW_PASSWORD).with(422);
    confirmReset(almaz.phone(), code, NEW_PASSWORD).with(200);
    Thread.sleep(Duration.ofMillis(200));
    for (RunningLedger process : List.of(writing, reading)) {
      String printed = process.process().out() + process.process().err();
      assertThat(printed)
          .doesNotContain(almaz.phone(), MessageHook.SECRET, NEW_PASSWORD, People.PASSWORD);
      for (String sent : hook.codes()) {
        assertThat(printed).doesNotContainPattern("\\b" + sent + "\\b");
      }
    }
  }
}
