package io.griot.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantReceipt;
import io.griot.core.grant.GrantStatus;
import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.money.Money;
import io.griot.projection.grant.GrantFinder.Filter;
import io.griot.projection.grant.GrantView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeepingGrantsTest {

  private static LedgerWithViews ledger;

  private final Owner enterprise = new Owner.Enterprise(UUID.randomUUID());
  private final WalletId beneficiary = new WalletId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    ledger = LedgerWithViews.started();
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @Test
  void a_grant_is_shown_as_it_was_requested() throws InterruptedException {
    Owner user = new Owner.User(UUID.randomUUID());
    Instant expiresAt = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.MICROS);
    String metaData = "{\"a\":[\"\\u0000\",\"ብር\"]}";
    GrantId grantId = request(user, expiresAt, metaData);
    ledger.catchUp();

    GrantView grant = ledger.grants.find(grantId).orElseThrow();
    assertThat(grant.enterprise()).isEqualTo(enterprise);
    assertThat(grant.user()).isEqualTo(user);
    assertThat(grant.max()).isEqualTo(etb(50_00));
    assertThat(grant.pulled()).isEqualTo(etb(0));
    assertThat(grant.expiresAt()).isEqualTo(expiresAt);
    assertThat(grant.active()).isTrue();
    assertThat(grant.metaData()).isEqualTo(metaData);
    assertThat(grant.status()).isEqualTo("pending");
    assertThat(grant.updatedAt()).isEqualTo(grant.createdAt());
    assertThat(ledger.grants.find(new GrantId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void the_view_says_what_the_rules_know() throws InterruptedException {
    Owner user = new Owner.User(UUID.randomUUID());
    GrantId grantId = request(user, null, null);
    for (GrantStatus status :
        List.of(
            GrantStatus.APPROVED,
            GrantStatus.SUSPENDED,
            GrantStatus.APPROVED,
            GrantStatus.REJECTED)) {
      assertSame(answer(grantId, user, status));
      if (status == GrantStatus.APPROVED) {
        pull(grantId, "7.50");
        pull(grantId, "2");
        Instant year = Instant.parse("9999-12-31T23:59:59.999999Z").plusSeconds(3_600);
        assertSame(
            change(
                new ChangeGrant(
                    grantId,
                    user,
                    null,
                    LedgerWithViews.majorUnits("60"),
                    new Revised.To<>(year),
                    true,
                    new Revised.To<>("[]"))));
        assertSame(
            change(
                new ChangeGrant(
                    grantId,
                    user,
                    null,
                    null,
                    new Revised.To<>(null),
                    null,
                    new Revised.To<>(null))));
      }
    }
    assertThat(ledger.grants.find(grantId).orElseThrow().pulled()).isEqualTo(etb(19_00));
  }

  private static void assertSame(GrantReceipt receipt) throws InterruptedException {
    ledger.catchUp();
    GrantView grant = ledger.grants.find(receipt.terms().grantId()).orElseThrow();
    assertThat(grant)
        .isEqualTo(
            new GrantView(
                receipt.terms().grantId(),
                receipt.terms().enterprise(),
                receipt.terms().user(),
                receipt.terms().max(),
                receipt.terms().pulled(),
                receipt.terms().expiresAt(),
                receipt.terms().active(),
                receipt.terms().metaData(),
                receipt.status().text(),
                receipt.terms().requestedAt(),
                receipt.terms().changedAt(),
                grant.position()));
  }

  @Test
  void finds_grants_of_either_side_by_status_and_expiry() throws InterruptedException {
    Owner user = new Owner.User(UUID.randomUUID());
    Owner other = new Owner.User(UUID.randomUUID());
    Instant soon = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);
    GrantId first = request(user, soon, null);
    GrantId second = request(other, soon.plusSeconds(1), null);
    GrantId third = request(user, null, null);
    answer(third, user, GrantStatus.APPROVED);
    ledger.catchUp();

    assertThat(found(enterprise, null, null, null)).containsExactly(third, second, first);
    assertThat(found(null, user, null, null)).containsExactly(third, first);
    assertThat(found(enterprise, other, null, null)).containsExactly(second);
    assertThat(found(enterprise, null, "pending", null)).containsExactly(second, first);
    assertThat(found(enterprise, null, "approved", null)).containsExactly(third);
    assertThat(found(enterprise, null, null, soon)).containsExactly(second, first);
    assertThat(found(enterprise, null, null, soon.plusNanos(1_000))).containsExactly(second);
    assertThat(found(new Owner.Enterprise(UUID.randomUUID()), null, null, null)).isEmpty();

    List<GrantView> page =
        ledger.grants.list(new Filter(enterprise, null, null, null), Long.MAX_VALUE, 2);
    assertThat(page).extracting(GrantView::grantId).containsExactly(third, second);
    assertThat(
            ledger.grants.list(
                new Filter(enterprise, null, null, null), page.getLast().position(), 2))
        .extracting(GrantView::grantId)
        .containsExactly(first);
  }

  @Test
  void are_made_anew_to_the_same_bytes() throws Exception {
    Owner user = new Owner.User(UUID.randomUUID());
    GrantId grantId = request(user, Instant.now().plusSeconds(3_600), "7");
    answer(grantId, user, GrantStatus.APPROVED);
    pull(grantId, "3");
    ledger.catchUp();
    List<String> before = ledger.hashes();

    ledger.rebuild().run(Views.ALL, _ -> {});

    assertThat(ledger.hashes()).isEqualTo(before);
  }

  private List<GrantId> found(
      @Nullable Owner asking,
      @Nullable Owner user,
      @Nullable String status,
      @Nullable Instant expiresFrom) {
    return ledger
        .grants
        .list(new Filter(asking, user, status, expiresFrom), Long.MAX_VALUE, 10)
        .stream()
        .map(GrantView::grantId)
        .toList();
  }

  private GrantId request(Owner user, @Nullable Instant expiresAt, @Nullable String metaData) {
    GrantId grantId = new GrantId(UUID.randomUUID());
    WalletId payer = ledger.openWallet(user, null, "100");
    ledger.send(
        new RequestGrant(
            grantId,
            enterprise,
            user,
            payer,
            beneficiary,
            LedgerWithViews.majorUnits("50"),
            expiresAt,
            metaData));
    return grantId;
  }

  private static GrantReceipt answer(GrantId grantId, Owner user, GrantStatus status) {
    return change(
        new ChangeGrant(
            grantId, user, status, null, new Revised.Left<>(), null, new Revised.Left<>()));
  }

  private static GrantReceipt change(ChangeGrant command) {
    return (GrantReceipt) ledger.send(command).receipt();
  }

  private void pull(GrantId grantId, String amount) {
    ledger.send(
        new PullGrant(
            grantId,
            enterprise,
            LedgerWithViews.entryId(),
            LedgerWithViews.majorUnits(amount),
            "July"));
  }

  private static Money etb(long minorUnits) {
    return new Money(minorUnits, LedgerWithViews.ETB);
  }
}
