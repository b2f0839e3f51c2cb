package io.griot.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.identity.business.Business;
import io.griot.identity.person.Person;
import io.griot.query.QueryServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingTransactionsTest {

  private final QueryServer server = QueryServer.started();
  private final Person sender = server.person("Almaz", "Tesfaye");
  private final Person receiver = server.person("Abebe", "Bikila");
  private final WalletId from = server.openWallet(sender, "100");
  private final WalletId to = server.openWallet(receiver, "0");

  @Test
  void answers_with_the_fields_of_the_platform() {
    UUID id = server.transfer(from, to, "30.25");

    JsonNode transaction =
        server.get(QueryServer.as(sender), "/wallets/transactions/" + id + "/").body();

    assertThat(transaction.propertyNames())
        .contains(
            "id",
            "to_user",
            "to_business",
            "to_enterprise",
            "created_at",
            "updated_at",
            "amount",
            "remarks",
            "status",
            "from_wallet",
            "to_wallet",
            "currency",
            "kind",
            "effective_at");
    assertThat(transaction.get("id").asString()).isEqualTo(id.toString());
    assertThat(transaction.get("to_user").asString()).isEqualTo(receiver.id().toString());
    assertThat(transaction.get("to_business").isNull()).isTrue();
    assertThat(transaction.get("amount").toString()).isEqualTo("30.25");
    assertThat(transaction.get("status").asString()).isEqualTo("completed");
    assertThat(transaction.get("kind").asString()).isEqualTo("p2p");
    assertThat(transaction.get("from_wallet").asString()).isEqualTo(from.uuid().toString());
    assertThat(transaction.get("to_wallet").asString()).isEqualTo(to.uuid().toString());
  }

  @Test
  void shows_a_transaction_to_both_sides_and_to_staff_alone() {
    UUID id = server.transfer(from, to, "1");
    String stranger = QueryServer.as(server.person("Derartu", "Tulu"));

    for (String path : List.of("/wallets/transactions/", "/wallets/stats/transactions/")) {
      for (String as :
          List.of(
              QueryServer.as(sender),
              QueryServer.as(receiver),
              QueryServer.ADMIN,
              QueryServer.AUDITOR)) {
        assertThat(server.get(as, path + id + "/").status()).isEqualTo(200);
      }
      Reply hidden = server.get(stranger, path + id + "/");
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.body().get("code").asString()).isEqualTo("TRANSACTION_NOT_FOUND");
      assertThat(hidden.body())
          .isEqualTo(server.get(stranger, path + UUID.randomUUID() + "/").body());
      assertThat(server.get(stranger, path + "x").status()).isEqualTo(400);
    }
  }

  @Test
  void lists_one_wallet_newest_first_page_by_page() {
    List<String> sent = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      sent.addFirst(server.transfer(from, to, String.valueOf(i)).toString());
    }

    List<String> listed = new ArrayList<>();
    String path = "/wallets/transactions/?limit=2&wallet=" + to.uuid();
    while (!path.isEmpty()) {
      Reply page = server.get(QueryServer.as(receiver), path);
      page.body().forEach(transaction -> listed.add(transaction.get("id").asString()));
      String link = page.header("Link");
      path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }

    assertThat(listed).isEqualTo(sent);
  }

  @Test
  void lists_all_of_the_callers_wallets_and_businesses() {
    Business business = server.business(sender, "Almaz Coffee");
    WalletId shop =
        server.openWallet(new Owner.Business(business.id()), QueryServer.ETB, null, "0");
    UUID internal = server.transfer(from, shop, "5");
    UUID out = server.transfer(shop, to, "2");

    Reply mine = server.get(QueryServer.as(sender), "/wallets/transactions/");
    assertThat(mine.body()).hasSize(3);
    assertThat(mine.body().at("/0/id").asString()).isEqualTo(out.toString());
    assertThat(mine.body().at("/1/id").asString()).isEqualTo(internal.toString());
    assertThat(mine.body().at("/1/to_business").asString()).isEqualTo(business.id().toString());
    assertThat(mine.body().at("/2/kind").asString()).isEqualTo("receive-external");
    assertThat(mine.body().at("/2/from_wallet").isNull()).isTrue();
    assertThat(mine.body().at("/2/from_account").asString()).isEqualTo("settlement:bank:ETB");
    assertThat(server.get(QueryServer.as(receiver), "/wallets/transactions/").body()).hasSize(1);
  }

  @Test
  void refuses_to_list_a_wallet_that_is_not_the_callers() {
    for (Object wallet : List.of(from.uuid(), UUID.randomUUID())) {
      Reply reply = server.get(QueryServer.as(receiver), "/wallets/transactions/?wallet=" + wallet);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("wallet");
    }
    Reply malformed = server.get(QueryServer.as(receiver), "/wallets/transactions/?wallet=7");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.body().at("/errors/0/field").asString()).isEqualTo("wallet");
    assertThat(
            server.get(QueryServer.AUDITOR, "/wallets/transactions/?wallet=" + from.uuid()).body())
        .hasSize(1);
  }

  @Test
  void shows_postings_and_to_each_side_its_own_balance() {
    UUID id = server.transfer(from, to, "30");
    String path = "/wallets/stats/transactions/" + id + "/";

    JsonNode asSender = server.get(QueryServer.as(sender), path).body();
    assertThat(asSender.get("refunds")).isEmpty();
    assertThat(asSender.get("seal").isNull()).isTrue();
    assertThat(asSender.get("position").asLong()).isPositive();
    assertThat(asSender.get("postings")).hasSize(2);
    assertThat(asSender.at("/postings/0/wallet").asString()).isEqualTo(from.uuid().toString());
    assertThat(asSender.at("/postings/0/side").asString()).isEqualTo("debit");
    assertThat(asSender.at("/postings/0/balance_after").decimalValue()).isEqualByComparingTo("70");
    assertThat(asSender.at("/postings/1/balance_after").isNull()).isTrue();
    JsonNode asReceiver = server.get(QueryServer.as(receiver), path).body();
    assertThat(asReceiver.at("/postings/0/balance_after").isNull()).isTrue();
    assertThat(asReceiver.at("/postings/1/balance_after").decimalValue())
        .isEqualByComparingTo("30");
    JsonNode asAuditor = server.get(QueryServer.AUDITOR, path).body();
    assertThat(asAuditor.at("/postings/0/balance_after").decimalValue()).isEqualByComparingTo("70");
    assertThat(asAuditor.at("/postings/1/balance_after").decimalValue()).isEqualByComparingTo("30");
  }

  @Test
  void shows_every_write_to_whoever_names_its_position() {
    for (int i = 1; i <= 30; i++) {
      server.transfer(from, to, "1");
      Reply reply = server.get(QueryServer.as(receiver), "/wallets/wallets/" + to.uuid());
      assertThat(reply.body().get("balance").decimalValue())
          .isEqualByComparingTo(String.valueOf(i));
    }
  }
}
