package io.griot.server;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Who uses a running ledger: its administrator, an enterprise, and people who register. */
final class People {

  static final String ADMIN_PHONE = "+251911000000";
  static final String ADMIN_PASSWORD = "an administrator's";
  static final String PASSWORD = "correct horse";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Caller nobody;
  private final Caller admin;
  private final Caller enterprise;
  private final String enterpriseId;

  People(String writes, String reads) {
    nobody = new Caller(writes, reads, List.of());
    admin = nobody.basic(ADMIN_PHONE, ADMIN_PASSWORD);
    Reply key = admin.post("/apis/enterprises/access-grants/", Map.of("name", "Bank")).with(201);
    enterprise = nobody.accessKey(key.text("access_id"), key.text("access_secret"));
    enterpriseId = key.text("enterprise");
  }

  /** Somebody with a wallet. */
  record Person(String id, String phone, String wallet, Caller caller) {}

  Caller nobody() {
    return nobody;
  }

  Caller admin() {
    return admin;
  }

  Caller enterprise() {
    return enterprise;
  }

  String enterpriseId() {
    return enterpriseId;
  }

  /** A number in Ethiopia that nobody has. */
  static String freePhone() {
    return "+2519%08d".formatted(20_000_000 + NUMBERS.getAndIncrement());
  }

  Person register() {
    return register(freePhone());
  }

  Person register(String phone) {
    Reply registered = nobody.post("/accounts/register/", newcomer(phone)).with(201);
    Caller caller = nobody.basic(phone, PASSWORD);
    String id = registered.text("id");
    Reply wallet = caller.getAfter(registered, "/wallets/wallets/" + id + "/").with(200);
    return new Person(id, registered.text("phone_number"), wallet.text("id"), caller);
  }

  Person registerWith(String amount) {
    Person person = register();
    receive(person.phone(), amount);
    return person;
  }

  Person registerWith(String phone, String amount) {
    Person person = register(phone);
    receive(phone, amount);
    return person;
  }

  Reply receive(String phone, String amount) {
    return enterprise
        .post(
            "/wallets/receive/external/",
            Map.of("phone_number", phone, "amount", new BigDecimal(amount), "remarks", "cash"))
        .with(201);
  }

  static Map<String, Object> newcomer(String phone) {
    return fields(
        "first_name", "Almaz", "last_name", "Tesfaye", "password", PASSWORD, "phone_number", phone);
  }

  static Map<String, Object> p2p(Person from, Person to, String amount) {
    return fields(
        "from_wallet",
        from.wallet(),
        "to_wallet",
        to.wallet(),
        "amount",
        new BigDecimal(amount),
        "remarks",
        "lunch");
  }

  /** A JSON object in the order given, which a test may change. */
  static Map<String, Object> fields(Object... namesAndValues) {
    var fields = new LinkedHashMap<String, Object>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      fields.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return fields;
  }
}
