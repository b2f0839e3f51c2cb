package io.griot.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.core.id.EntryId;
import io.griot.core.id.WalletId;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.identity.person.Person;
import io.griot.query.QueryServer.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingStatementsTest {

  private static final ZoneId ADDIS = ZoneId.of("Africa/Addis_Ababa");
  private static final Instant LONG_AGO = Instant.parse("2025-06-15T09:00:00Z");

  private final QueryServer server = QueryServer.started();
  private final Person almaz = server.person("Almaz", "Tesfaye");
  private final WalletId wallet = server.openWallet(almaz, "100");
  private final WalletId other = server.openWallet(server.person("Abebe", "Bikila"), "100");

  private Reply statement(String query) {
    return server.get(QueryServer.as(almaz), "/wallets/" + wallet.uuid() + "/statement/" + query);
  }

  private Reply snapshots(String query) {
    return server.get(QueryServer.as(almaz), "/wallets/snapshots/" + query);
  }

  /** Out 10.50, in 20, and in 5 that counts long ago. */
  private List<UUID> move() {
    return List.of(
        server.transfer(wallet, other, "10.50"),
        server.transfer(other, wallet, "20"),
        server.transfer(other, wallet, "5", "=SUM(A1)", LONG_AGO));
  }

  @Test
  void states_postings_between_an_opening_and_a_closing_balance() {
    List<UUID> moved = move();

    JsonNode statement = statement("").body();

    assertThat(statement.propertyNames())
        .containsExactly(
            "wallet",
            "currency",
            "from",
            "to",
            "basis",
            "position",
            "opening_balance",
            "postings",
            "debits",
            "credits",
            "closing_balance");
    assertThat(statement.get("opening_balance").decimalValue()).isEqualByComparingTo("0.00");
    assertThat(statement.get("closing_balance").decimalValue()).isEqualByComparingTo("114.50");
    assertThat(statement.get("debits").decimalValue()).isEqualByComparingTo("10.50");
    assertThat(statement.get("credits").decimalValue()).isEqualByComparingTo("125.00");
    assertThat(statement.get("postings")).hasSize(4);
    JsonNode out = statement.get("postings").get(1);
    assertThat(out.get("transaction").asString()).isEqualTo(moved.getFirst().toString());
    assertThat(out.get("kind").asString()).isEqualTo("p2p");
    assertThat(out.get("side").asString()).isEqualTo("debit");
    assertThat(out.get("counterparty").asString()).isEqualTo(other.toString());
    assertThat(out.get("amount").decimalValue()).isEqualByComparingTo("10.50");
    assertThat(out.get("balance").decimalValue()).isEqualByComparingTo("89.50");
    assertThat(out.get("created_at").asString()).isEqualTo(out.get("effective_at").asString());
  }

  @Test
  void orders_by_the_time_that_counts_if_asked_to() {
    List<UUID> moved = move();

    JsonNode statement = statement("?basis=effective").body();

    assertThat(statement.get("basis").asString()).isEqualTo("effective");
    assertThat(statement.get("postings").get(0).get("transaction").asString())
        .isEqualTo(moved.getLast().toString());
    assertThat(statement.get("postings").get(0).get("balance").decimalValue())
        .isEqualByComparingTo("5.00");
    assertThat(statement.get("closing_balance").decimalValue()).isEqualByComparingTo("114.50");

    JsonNode thatDay = statement("?basis=effective&from=2025-06-15&to=2025-06-15").body();
    assertThat(thatDay.get("postings")).hasSize(1);
    assertThat(thatDay.get("to").asString()).isEqualTo("2025-06-15T21:00:00Z");
    assertThat(thatDay.get("closing_balance").decimalValue()).isEqualByComparingTo("5.00");
    assertThat(statement("?from=2025-06-15&to=2025-06-15").body().get("postings")).isEmpty();
    JsonNode since = statement("?basis=effective&from=2025-06-16").body();
    assertThat(since.get("opening_balance").decimalValue()).isEqualByComparingTo("5.00");
    assertThat(since.get("postings")).hasSize(3);
  }

  @Test
  void writes_the_same_as_csv() throws Exception {
    List<UUID> moved = move();

    HttpResponse<String> csv =
        server.text(QueryServer.as(almaz), "/wallets/" + wallet.uuid() + "/statement/?format=csv");

    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"statement-" + wallet.uuid() + ".csv\"");
    List<String> lines = csv.body().lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst())
        .isEqualTo(
            "type,created_at,effective_at,transaction,kind,counterparty,remarks,debit,credit,balance,currency");
    assertThat(lines.get(1)).isEqualTo("opening,,,,,,,,,0.00,ETB");
    assertThat(lines.get(3))
        .matches(
            "posting,[^,]+Z,[^,]+Z,"
                + moved.getFirst()
                + ",p2p,"
                + Pattern.quote(other.toString())
                + ",lunch,10.50,,89.50,ETB");
    // A spreadsheet must not take what somebody wrote for a formula.
    assertThat(lines.get(5)).contains(",2025-06-15T09:00:00Z,").contains(",'=SUM(A1),,5.00,");
    assertThat(lines.getLast()).matches("closing,[^,]+Z,,,,,,10.50,125.00,114.50,ETB");
  }

  @Test
  void breaks_off_an_answer_that_cannot_be_finished() {
    for (int number = 0; number < 1_100; number++) {
      server.send(
          new io.griot.core.transfer.TransferCommand.Transfer(
              new EntryId(UUID.randomUUID()),
              io.griot.core.journal.EntryKind.P2P,
              new io.griot.core.transfer.Leg.InWallet(number % 2 == 0 ? wallet : other),
              new io.griot.core.transfer.Leg.InWallet(number % 2 == 0 ? other : wallet),
              new io.griot.core.money.MajorUnits(java.math.BigDecimal.ONE),
              null,
              "to and fro",
              java.util.Map.of(),
              null,
              new io.griot.core.transfer.Authority.Staff()));
    }
    UUID last = server.transfer(wallet, other, "1");
    assertThat(statement("").body().get("postings")).hasSize(1_102);
    server
        .jdbc()
        .sql("UPDATE views.entry SET kind = 'nonsense' WHERE entry_id = ?")
        .param(last)
        .update();

    for (String format : List.of("json", "csv")) {
      assertThatThrownBy(
              () ->
                  server.text(
                      QueryServer.as(almaz),
                      "/wallets/" + wallet.uuid() + "/statement/?format=" + format))
          .isInstanceOf(IOException.class);
    }
    server
        .jdbc()
        .sql("UPDATE views.entry SET kind = 'p2p' WHERE entry_id = ?")
        .param(last)
        .update();
  }

  @Test
  void shows_a_statement_to_its_owner_and_to_staff_alone() {
    String path = "/wallets/" + wallet.uuid() + "/statement/";
    assertThat(server.get(QueryServer.ADMIN, path).status()).isEqualTo(200);
    assertThat(server.get(QueryServer.AUDITOR, path).status()).isEqualTo(200);
    String stranger = QueryServer.as(server.person("Derartu", "Tulu"));
    assertThat(server.get(stranger, path).status()).isEqualTo(404);
    assertThat(server.get(stranger, path).body())
        .isEqualTo(server.get(stranger, "/wallets/" + UUID.randomUUID() + "/statement/").body());
    assertThat(server.get(stranger, "/wallets/snapshots/?wallet_id=" + wallet.uuid()).status())
        .isEqualTo(404);
  }

  @Test
  void names_what_is_wrong_with_a_question() {
    for (String[] wrong :
        List.of(
            new String[] {"?from=yesterday", "from"},
            new String[] {"?to=tomorrow", "to"},
            new String[] {"?from=2026-01-02&to=2026-01-01", "to"},
            new String[] {"?from=2126-01-02", "from"},
            new String[] {"?basis=lunar", "basis"},
            new String[] {"?format=xml", "format"})) {
      Reply reply = statement(wrong[0]);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo(wrong[1]);
    }
    // A day to the same day is all of it.
    assertThat(statement("?from=2026-01-02&to=2026-01-02").status()).isEqualTo(200);
    for (String[] wrong :
        List.of(
            new String[] {"?at=noon", "at"},
            new String[] {"?created_at_gte=noon", "created_at_gte"},
            new String[] {"?wallet_id=1", "wallet_id"},
            new String[] {"?basis=effective", "basis"},
            new String[] {"?cursor=x", "cursor"})) {
      Reply reply = snapshots(wrong[0]);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body().at("/errors/0/field").asString()).isEqualTo(wrong[1]);
    }
  }

  @Test
  void tells_what_a_wallet_held_at_an_instant() {
    Instant before = Instant.now();
    move();
    String of = "?wallet_id=" + wallet.uuid() + "&at=";

    assertThat(snapshots(of + before).body().get(0).get("balance").decimalValue())
        .isEqualByComparingTo("100.00");
    JsonNode now = snapshots(of + Instant.now()).body();
    assertThat(now).hasSize(1);
    assertThat(now.get(0).propertyNames())
        .containsExactly("wallet", "day", "created_at", "balance", "currency");
    assertThat(now.get(0).get("balance").decimalValue()).isEqualByComparingTo("114.50");
    assertThat(now.get(0).get("day").isNull()).isTrue();
    assertThat(snapshots(of + "2025-07-01").body().get(0).get("balance").decimalValue())
        .isEqualByComparingTo("0.00");
    assertThat(
            snapshots(of + "2025-07-01&basis=effective")
                .body()
                .get(0)
                .get("balance")
                .decimalValue())
        .isEqualByComparingTo("5.00");
    assertThat(snapshots("?at=" + before).body()).hasSize(1);
  }

  @Test
  void lists_what_wallets_held_at_the_ends_of_days() {
    WalletId second =
        server.openWallet(
            new io.griot.core.id.Owner.User(almaz.id()), QueryServer.XOF, null, "7000");
    LocalDate today = LocalDate.ofInstant(Instant.now(), ADDIS);
    // Wallets are opened now: only days that end later show them, and none of those is over.
    server.send(new CloseDays(today.minusDays(3), ADDIS));
    assertThat(snapshots("").body()).isEmpty();
    server
        .jdbc()
        .sql("UPDATE views.account SET opened_at = ? WHERE account IN (?, ?)")
        .param(
            today
                .minusDays(2)
                .atTime(12, 0)
                .atZone(ADDIS)
                .toOffsetDateTime()
                .truncatedTo(ChronoUnit.MICROS))
        .param(wallet.toString())
        .param(second.toString())
        .update();

    JsonNode daily = snapshots("").body();

    assertThat(daily).hasSize(4);
    assertThat(daily.get(0).get("day").asString()).isEqualTo(today.minusDays(1).toString());
    assertThat(daily.get(0).get("created_at").asString())
        .isEqualTo(today.atStartOfDay(ADDIS).toInstant().toString());
    assertThat(daily.get(0).get("balance").isNumber()).isTrue();
    assertThat(snapshots("?wallet_id=" + second.uuid()).body()).hasSize(2);
    assertThat(snapshots("?created_at_gte=" + today).body()).hasSize(2);
    Reply page = snapshots("?limit=3");
    assertThat(page.body()).hasSize(3);
    String next = page.header("Link").replaceAll("^<([^>]+)>.*", "$1");
    assertThat(server.get(QueryServer.as(almaz), next).body()).hasSize(1);
    assertThat(server.get(QueryServer.as(almaz), next).body().get(0)).isEqualTo(daily.get(3));
  }
}
