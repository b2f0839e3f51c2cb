package io.griot.bench.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Who pays and who is paid. */
record Cast(List<Sender> senders, List<String> wallets) {

  static final String ADMIN_PHONE = "+251911000000";
  static final String PASSWORD = "correct horse";

  private static final int SENDERS = 6;
  private static final int RECEIVERS = 6;
  private static final String FUNDS = "1000000";

  /** Somebody with a wallet and money in it. */
  record Sender(String wallet, List<String> credentials) {}

  static Cast register(Client client, String writes, String reads) throws IOException {
    List<String> admin = Client.basic(ADMIN_PHONE, PASSWORD);
    JsonNode key =
        client
            .post(writes + "/apis/enterprises/access-grants/", Map.of("name", "Bank"), admin)
            .require(201)
            .json();
    List<String> enterprise =
        List.of(
            "X-Access-Id", key.required("access_id").asString(),
            "X-Access-Secret", key.required("access_secret").asString());
    List<Sender> senders = new ArrayList<>();
    List<String> wallets = new ArrayList<>();
    for (int number = 0; number < SENDERS; number++) {
      String phone = "+2519%08d".formatted(20_000_000 + number);
      client
          .post(
              writes + "/accounts/register/",
              Map.of("first_name", "Almaz", "phone_number", phone, "password", PASSWORD),
              Client.NOBODY)
          .require(201);
      Reply funded =
          client
              .post(
                  writes + "/wallets/receive/external/",
                  Map.of("phone_number", phone, "amount", FUNDS, "remarks", "cash"),
                  enterprise)
              .require(201);
      List<String> credentials = Client.basic(phone, PASSWORD);
      List<String> headers = new ArrayList<>(credentials);
      headers.addAll(List.of("Ledger-Min-Position", funded.position()));
      JsonNode own = client.get(reads + "/wallets/wallets/", headers).require(200).json();
      String wallet = own.required(0).required("id").asString();
      senders.add(new Sender(wallet, credentials));
      wallets.add(wallet);
    }
    for (int number = 0; number < RECEIVERS; number++) {
      wallets.add(
          client
              .post(
                  writes + "/wallets/wallets/",
                  Map.of("currency", "ETB", "external_reference", "crash-" + number),
                  admin)
              .require(201)
              .json()
              .required("id")
              .asString());
    }
    return new Cast(senders, wallets);
  }
}
