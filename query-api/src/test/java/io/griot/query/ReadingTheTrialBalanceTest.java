package io.griot.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.id.WalletId;
import io.griot.identity.person.Person;
import io.griot.query.QueryServer.Reply;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingTheTrialBalanceTest {

  private static final String PATH = "/audit/trial-balance/";

  private final QueryServer server = QueryServer.started();

  @Test
  void all_accounts_of_a_currency_add_up_to_zero() {
    WalletId from = server.openWallet(server.person("Almaz", "Tesfaye"), "100.50");
    JsonNode before = etb(server.get(QueryServer.AUDITOR, PATH));
    WalletId to = server.openWallet(server.person("Bekele", "Haile"), "1");
    server.transfer(from, to, "0.25");

    Reply reply = server.get(QueryServer.AUDITOR, PATH);

    JsonNode after = etb(reply);
    assertThat(reply.body().get("position").asLong()).isGreaterThanOrEqualTo(server.position());
    assertThat(after.get("sum").decimalValue()).isZero();
    assertThat(after.get("credits").decimalValue()).isEqualTo(after.get("debits").decimalValue());
    assertThat(after.get("debits").decimalValue())
        .isEqualByComparingTo(before.get("debits").decimalValue().add(new BigDecimal("1.25")));
    assertThat(after.get("accounts").asInt()).isEqualTo(before.get("accounts").asInt() + 1);
  }

  @Test
  void only_admins_and_auditors_read_it() {
    Person somebody = server.person("Almaz", "Tesfaye");

    assertThat(server.get(QueryServer.as(somebody), PATH).status()).isEqualTo(403);
    assertThat(server.get("", PATH).status()).isEqualTo(401);
    assertThat(server.get(QueryServer.ADMIN, PATH).status()).isEqualTo(200);
  }

  @Test
  void an_instant_that_it_cannot_answer_for_is_refused() {
    Reply reply = server.get(QueryServer.AUDITOR, PATH + "?at=2026-01-01T00:00:00Z");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("errors").get(0).get("field").asString()).isEqualTo("at");
  }

  private static JsonNode etb(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return reply
        .body()
        .get("currencies")
        .valueStream()
        .filter(each -> each.get("currency").asString().equals("ETB"))
        .findFirst()
        .orElseThrow();
  }
}
