package io.griot.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.account.WalletCommand.RestrictWallet;
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

class ReadingWalletsTest {

  private final QueryServer server = QueryServer.started();

  @Test
  void answers_with_the_fields_of_the_platform() {
    Person owner = server.person("Almaz", "Tesfaye");
    WalletId walletId = server.openWallet(owner, "12.50");
    server.send(new RestrictWallet(walletId, "police"));

    Reply reply = server.get(QueryServer.as(owner), "/wallets/wallets/" + owner.id() + "/");

    assertThat(reply.status()).isEqualTo(200);
    JsonNode wallet = reply.body();
    assertThat(wallet.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "created_at",
            "updated_at",
            "balance",
            "frozen_amount",
            "available",
            "is_restricted",
            "wallet_type",
            "user",
            "business",
            "enterprise",
            "external_reference",
            "currency");
    assertThat(wallet.get("id").asString()).isEqualTo(walletId.uuid().toString());
    assertThat(wallet.get("balance").isNumber()).isTrue();
    assertThat(wallet.get("balance").decimalValue()).isEqualByComparingTo("12.50");
    assertThat(wallet.get("available").decimalValue()).isEqualByComparingTo("12.50");
    assertThat(wallet.get("frozen_amount").decimalValue()).isZero();
    assertThat(wallet.get("is_restricted").booleanValue()).isTrue();
    assertThat(wallet.get("wallet_type").asString()).isEqualTo("user");
    assertThat(wallet.get("user").asString()).isEqualTo(owner.id().toString());
    assertThat(wallet.get("business").isNull()).isTrue();
    assertThat(wallet.get("currency").asString()).isEqualTo("ETB");
    assertThat(wallet.get("created_at").asString()).matches("\\d{4}-.*(Z|[+-]\\d\\d:\\d\\d)");
  }

  @Test
  void finds_the_first_wallet_of_an_owner_and_any_by_its_own_id() {
    Person owner = server.person("Almaz", "Tesfaye");
    WalletId first = server.openWallet(owner, "1");
    WalletId second = server.openWallet(new Owner.User(owner.id()), QueryServer.XOF, null, "100");
    String as = QueryServer.as(owner);

    assertThat(id(server.get(as, "/wallets/wallets/" + owner.id()))).isEqualTo(first.uuid());
    assertThat(id(server.get(as, "/wallets/wallets/" + second.uuid()))).isEqualTo(second.uuid());
    assertThat(server.get(as, "/wallets/wallets/" + second.uuid()).body().get("balance").toString())
        .isEqualTo("100");
  }

  @Test
  void hides_what_is_not_the_callers() {
    Person owner = server.person("Almaz", "Tesfaye");
    Person stranger = server.person("Abebe", "Bikila");
    WalletId walletId = server.openWallet(owner, "1");

    for (UUID id : List.of(owner.id(), walletId.uuid(), UUID.randomUUID())) {
      Reply reply = server.get(QueryServer.as(stranger), "/wallets/wallets/" + id + "/");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body().get("code").asString()).isEqualTo("WALLET_NOT_FOUND");
      assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("user__id");
    }
    assertThat(server.get(QueryServer.ADMIN, "/wallets/wallets/" + walletId.uuid()).status())
        .isEqualTo(200);
    assertThat(server.get(QueryServer.AUDITOR, "/wallets/wallets/" + owner.id()).status())
        .isEqualTo(200);
    assertThat(server.get("", "/wallets/wallets/" + walletId.uuid()).status()).isEqualTo(401);
  }

  @Test
  void names_an_id_that_is_none() {
    Reply reply = server.get(QueryServer.ADMIN, "/wallets/wallets/1-1-1-1-1/");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("user__id");
  }

  @Test
  void lists_the_callers_own_newest_first_page_by_page() {
    Person owner = server.person("Almaz", "Tesfaye");
    List<UUID> opened = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      opened.addFirst(server.openWallet(owner, "1").uuid());
    }
    server.openWallet(server.person("Abebe", "Bikila"), "1");
    String as = QueryServer.as(owner);

    List<UUID> listed = new ArrayList<>();
    String path = "/wallets/wallets/?limit=2";
    while (!path.isEmpty()) {
      Reply page = server.get(as, path);
      assertThat(page.status()).isEqualTo(200);
      page.body().forEach(wallet -> listed.add(UUID.fromString(wallet.get("id").asString())));
      String link = page.header("Link");
      path = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
    }

    assertThat(listed).isEqualTo(opened);
  }

  @Test
  void names_a_bad_limit_cursor_or_position() {
    Person owner = server.person("Almaz", "Tesfaye");
    String as = QueryServer.as(owner);

    for (String parameter : List.of("limit=0", "limit=201", "limit=x", "cursor=garbage")) {
      Reply reply = server.get(as, "/wallets/wallets/?" + parameter);
      assertThat(reply.status()).as(parameter).isEqualTo(400);
      assertThat(reply.body().at("/errors/0/field").asString())
          .isEqualTo(parameter.substring(0, parameter.indexOf('=')));
    }
    Reply reply = server.get(as, "/wallets/wallets/", "Ledger-Min-Position", "soon");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("Ledger-Min-Position");
  }

  @Test
  void finds_a_wallet_by_the_name_others_have_for_it() {
    Person anybody = server.person("Almaz", "Tesfaye");
    String reference = "C" + UUID.randomUUID();
    WalletId walletId = server.openWallet(new Owner.Nobody(), QueryServer.ETB, reference, "3");
    String path = "/wallets/wallets/?external_reference=" + reference;

    Reply found = server.get(QueryServer.ADMIN, path);
    assertThat(found.body()).hasSize(1);
    assertThat(found.body().at("/0/id").asString()).isEqualTo(walletId.uuid().toString());
    assertThat(found.body().at("/0/wallet_type").asString()).isEqualTo("external");
    assertThat(found.body().at("/0/external_reference").asString()).isEqualTo(reference);
    assertThat(server.get(QueryServer.as(anybody), path).body()).isEmpty();
    assertThat(server.get(QueryServer.ADMIN, path + "x").body()).isEmpty();
  }

  @Test
  void refuses_a_name_that_no_wallet_can_have() {
    Reply reply = server.get(QueryServer.ADMIN, "/wallets/wallets/?external_reference=C%00");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo("external_reference");
  }

  @Test
  void shows_an_enterprise_its_wallets() {
    UUID enterprise = UUID.randomUUID();
    WalletId walletId =
        server.openWallet(new Owner.Enterprise(enterprise), QueryServer.ETB, null, "3");

    Reply reply = server.get("enterprise:" + enterprise, "/wallets/wallets");
    assertThat(reply.body()).hasSize(1);
    assertThat(reply.body().at("/0/id").asString()).isEqualTo(walletId.uuid().toString());
    assertThat(reply.body().at("/0/enterprise").asString()).isEqualTo(enterprise.toString());
  }

  @Test
  void shows_strangers_an_id_and_a_masked_name_only() {
    Person owner = server.person("Almaz", "Tesfaye");
    WalletId walletId = server.openWallet(owner, "100");
    String as = QueryServer.as(server.person("Abebe", "Bikila"));
    String local = "0" + owner.phoneNumber().substring(4);

    for (String query :
        List.of(
            "phone_number=" + local,
            "user_id=" + owner.id(),
            "phone_number=" + local + "&user_id=" + owner.id())) {
      Reply reply = server.get(as, "/wallets/wallets/public/?" + query);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body().toString())
          .isEqualTo("[{\"id\":\"%s\",\"name\":\"Almaz T***\"}]".formatted(walletId.uuid()));
    }
    assertThat(server.get(as, "/wallets/wallets/public/?user_id=" + UUID.randomUUID()).body())
        .isEmpty();
  }

  @Test
  void names_what_a_public_lookup_lacks() {
    String as = QueryServer.as(server.person("Abebe", "Bikila"));

    Reply none = server.get(as, "/wallets/wallets/public/");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.body().get("errors")).hasSize(2);
    Reply badPhone = server.get(as, "/wallets/wallets/public/?phone_number=12");
    assertThat(badPhone.status()).isEqualTo(400);
    assertThat(badPhone.body().at("/errors/0/field").asString()).isEqualTo("phone_number");
    Reply badId = server.get(as, "/wallets/wallets/public/?user_id=12");
    assertThat(badId.status()).isEqualTo(400);
    assertThat(badId.body().at("/errors/0/field").asString()).isEqualTo("user_id");
  }

  @Test
  void stops_one_caller_from_trying_all_phones() {
    String as = QueryServer.as(server.person("Abebe", "Bikila"));
    String path = "/wallets/wallets/public/?user_id=" + UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      assertThat(server.get(as, path).status()).isEqualTo(200);
    }

    Reply refused = server.get(as, path);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 13);
    assertThat(server.get(QueryServer.as(server.person("Derartu", "T")), path).status())
        .isEqualTo(200);
  }

  @Test
  void shows_business_wallets_by_id_and_by_older_number() {
    Person owner = server.person("Almaz", "Tesfaye");
    Business business = server.business(owner, "Almaz Coffee");
    WalletId walletId =
        server.openWallet(new Owner.Business(business.id()), QueryServer.ETB, null, "7");
    server.openWallet(owner, "1");
    String as = QueryServer.as(owner);

    Reply list = server.get(as, "/wallets/business-wallets/");
    assertThat(list.body()).hasSize(1);
    assertThat(list.body().at("/0/business").asString()).isEqualTo(business.id().toString());
    for (Object id : List.of(business.id(), business.legacyNo(), walletId.uuid())) {
      assertThat(id(server.get(as, "/wallets/business-wallets/" + id + "/")))
          .isEqualTo(walletId.uuid());
    }
    String stranger = QueryServer.as(server.person("Abebe", "Bikila"));
    assertThat(server.get(stranger, "/wallets/business-wallets/" + business.id()).status())
        .isEqualTo(404);
    assertThat(server.get(stranger, "/wallets/business-wallets").body()).isEmpty();
    assertThat(
            server.get(QueryServer.AUDITOR, "/wallets/business-wallets/" + business.id()).status())
        .isEqualTo(200);
    Reply bad = server.get(as, "/wallets/business-wallets/x");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.body().at("/errors/0/field").asString()).isEqualTo("business__id");
  }

  @Test
  void shows_businesses_to_their_owner_and_to_staff() {
    Person owner = server.person("Almaz", "Tesfaye");
    Business one = server.business(owner, "One");
    Business two = server.business(owner, "Two");
    String as = QueryServer.as(owner);
    String stranger = QueryServer.as(server.person("Abebe", "Bikila"));

    Reply first = server.get(as, "/accounts/business/?limit=1");
    assertThat(first.body()).hasSize(1);
    assertThat(first.body().at("/0/id").asString()).isEqualTo(two.id().toString());
    String link = first.header("Link");
    Reply second = server.get(as, link.substring(1, link.indexOf('>')));
    assertThat(second.body().at("/0/name").asString()).isEqualTo("One");
    assertThat(second.header("Link")).isEmpty();
    assertThat(server.get(as, "/accounts/business/" + one.legacyNo() + "/").body().propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "legacy_no",
            "is_active",
            "is_verified",
            "name",
            "contact_phone",
            "contact_email",
            "logo",
            "license");
    assertThat(server.get(stranger, "/accounts/business/?user_id=" + owner.id()).body()).isEmpty();
    assertThat(server.get(stranger, "/accounts/business/" + one.id()).status()).isEqualTo(404);
    assertThat(server.get(as, "/accounts/business/x").status()).isEqualTo(400);
    assertThat(server.get(as, "/accounts/business/?user_id=x").status()).isEqualTo(400);
    assertThat(server.get(QueryServer.ADMIN, "/accounts/business/?user_id=" + owner.id()).body())
        .hasSize(2);
    assertThat(server.get(QueryServer.ADMIN, "/accounts/business/?limit=2").body()).hasSize(2);
  }

  @Test
  void answers_503_when_a_position_is_not_reached_in_time() {
    String as = QueryServer.as(server.person("Abebe", "Bikila"));
    long before = System.nanoTime();

    Reply reply =
        server.get(
            as,
            "/wallets/wallets",
            "Ledger-Min-Position",
            Long.toString(server.position() + 10_000));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.body().get("code").asString()).isEqualTo("POSITION_NOT_REACHED");
    assertThat(System.nanoTime() - before).isBetween(1_900_000_000L, 6_000_000_000L);
  }

  @Test
  void documents_its_operations_under_the_platforms_names() {
    JsonNode document = server.get(QueryServer.ADMIN, "/v3/api-docs").body();

    List<String> operations = new ArrayList<>();
    document
        .get("paths")
        .forEach(path -> path.forEach(each -> operations.add(each.get("operationId").asString())));
    assertThat(operations)
        .contains(
            "wallets_wallets_list",
            "wallets_wallets_retrieve",
            "wallets_wallets_public_list",
            "wallets_business_wallets_list",
            "wallets_business_wallets_retrieve",
            "accounts_business_list",
            "accounts_business_retrieve",
            "wallets_transactions_list",
            "wallets_transactions_retrieve",
            "wallets_stats_transactions_retrieve",
            "platform_admin_dispute_records_list",
            "platform_admin_dispute_records_retrieve",
            "platform_admin_dispute_records_ageing_list");
    List<String> parameters = new ArrayList<>();
    document
        .at("/paths/~1wallets~1transactions~1/get/parameters")
        .forEach(parameter -> parameters.add(parameter.get("name").asString()));
    assertThat(parameters)
        .containsExactlyInAnyOrder("wallet", "limit", "cursor", "Ledger-Min-Position");
    assertThat(document.at("/components/schemas/Wallet/properties/wallet_type").isMissingNode())
        .isFalse();
  }

  private static UUID id(Reply reply) {
    return UUID.fromString(reply.body().get("id").asString());
  }
}
