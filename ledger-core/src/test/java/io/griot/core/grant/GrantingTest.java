package io.griot.core.grant;

import static io.griot.core.LedgerFixture.NOW;
import static io.griot.core.LedgerFixture.ledger;
import static io.griot.core.RejectionCode.AMOUNT_TOO_LARGE;
import static io.griot.core.RejectionCode.AMOUNT_TOO_PRECISE;
import static io.griot.core.RejectionCode.EXPIRES_AT_IN_PAST;
import static io.griot.core.RejectionCode.GRANT_ENDED;
import static io.griot.core.RejectionCode.GRANT_EXHAUSTED;
import static io.griot.core.RejectionCode.GRANT_EXPIRED;
import static io.griot.core.RejectionCode.GRANT_INACTIVE;
import static io.griot.core.RejectionCode.GRANT_MAX_BELOW_PULLED;
import static io.griot.core.RejectionCode.GRANT_NOT_APPROVED;
import static io.griot.core.RejectionCode.GRANT_NOT_FOUND;
import static io.griot.core.RejectionCode.GRANT_STATUS_CONFLICT;
import static io.griot.core.RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS;
import static io.griot.core.RejectionCode.SAME_ACCOUNT;
import static io.griot.core.RejectionCode.WALLET_EXISTS;
import static io.griot.core.RejectionCode.WALLET_NOT_FOUND;
import static io.griot.core.RejectionCode.WALLET_RESTRICTED;
import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.XOF;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.credited;
import static io.griot.core.Sample.enterprise;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.grant;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.opened;
import static io.griot.core.Sample.restricted;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.grant.GrantStatus.APPROVED;
import static io.griot.core.grant.GrantStatus.PENDING;
import static io.griot.core.grant.GrantStatus.REJECTED;
import static io.griot.core.grant.GrantStatus.SUSPENDED;

import io.griot.core.LedgerEvent;
import io.griot.core.LedgerFixture;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.id.Owner;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.Posting;
import io.griot.core.money.Money;
import io.griot.core.transfer.EntryReceipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Grant 1: enterprise 1 pulls from wallet 1, of user 1, into wallet 8. */
class GrantingTest {

  private static final Instant YESTERDAY = NOW.minusSeconds(86_400);
  private static final Instant TOMORROW = NOW.plusSeconds(86_400);
  private static final String META = "{\"contract\":7}";

  /** Wallet 1 holds 100 birr. */
  private static LedgerFixture wallets() {
    return ledger().given(opened(1, ETB), credited(1, etb(100_00)), opened(2, ETB));
  }

  private static GrantRequested requested(@Nullable Instant expiresAt) {
    return new GrantRequested(
        grant(1),
        enterprise(1),
        user(1),
        wallet(1),
        wallet(8),
        etb(50_00),
        expiresAt,
        META,
        YESTERDAY);
  }

  /** Up to 50 birr may be pulled once it is approved. */
  private static LedgerFixture pending() {
    return wallets().given(requested(null));
  }

  private static LedgerFixture approved() {
    return pending().given(new GrantApproved(grant(1), YESTERDAY));
  }

  private static LedgerFixture in(GrantStatus status) {
    return switch (status) {
      case PENDING -> pending();
      case APPROVED -> approved();
      case SUSPENDED -> approved().given(new GrantSuspended(grant(1), YESTERDAY));
      case REJECTED -> pending().given(new GrantRejected(grant(1), YESTERDAY));
    };
  }

  private static LedgerFixture pulled(long santims) {
    return approved()
        .given(
            new WalletOpened(wallet(8), enterprise(1), ETB, null),
            new GrantPulled(grant(1), entry(5), etb(santims)),
            new WalletDebited(wallet(1), entry(5), etb(santims)),
            new WalletCredited(wallet(8), entry(5), etb(santims)));
  }

  private static RequestGrant request(Owner user, long payer, String max) {
    return new RequestGrant(
        grant(1), enterprise(1), user, wallet(payer), wallet(8), amount(max), TOMORROW, META);
  }

  private static ChangeGrant answer(GrantStatus status) {
    return change(status, null, new Revised.Left<>(), null, new Revised.Left<>());
  }

  private static ChangeGrant max(String max) {
    return change(null, max, new Revised.Left<>(), null, new Revised.Left<>());
  }

  private static ChangeGrant expiresAt(@Nullable Instant expiresAt) {
    return change(null, null, new Revised.To<>(expiresAt), null, new Revised.Left<>());
  }

  private static ChangeGrant change(
      @Nullable GrantStatus status,
      @Nullable String max,
      Revised<Instant> expiresAt,
      @Nullable Boolean active,
      Revised<String> metaData) {
    return new ChangeGrant(
        grant(1), user(1), status, max == null ? null : amount(max), expiresAt, active, metaData);
  }

  private static PullGrant pull(String majorUnits) {
    return new PullGrant(grant(1), enterprise(1), entry(7), amount(majorUnits), "July");
  }

  private static GrantTermsChanged changed(
      Money max, @Nullable Instant expiresAt, boolean active, @Nullable String metaData) {
    return new GrantTermsChanged(grant(1), max, expiresAt, active, metaData, NOW);
  }

  private static Grant.Terms terms(Money max, Money pulled, Instant changedAt) {
    return new Grant.Terms(
        grant(1),
        enterprise(1),
        user(1),
        wallet(1),
        wallet(8),
        max,
        pulled,
        null,
        true,
        META,
        YESTERDAY,
        changedAt);
  }

  private static EntryPosted posted(long santims, long left, long right) {
    return new EntryPosted(
        entry(7),
        EntryKind.GRANT_PULL,
        List.of(Posting.debit(wallet(1), etb(santims)), Posting.credit(wallet(8), etb(santims))),
        Map.of(wallet(1), etb(left), wallet(8), etb(right)),
        "July",
        Map.of("grant", grant(1).uuid().toString()),
        null);
  }

  @Test
  void an_enterprise_asks_for_a_grant() {
    wallets()
        .when(request(user(1), 1, "50"))
        .expectEvents(
            new GrantRequested(
                grant(1),
                enterprise(1),
                user(1),
                wallet(1),
                wallet(8),
                etb(50_00),
                TOMORROW,
                META,
                NOW))
        .expectReceipt(
            new GrantReceipt(
                PENDING,
                new Grant.Terms(
                    grant(1),
                    enterprise(1),
                    user(1),
                    wallet(1),
                    wallet(8),
                    etb(50_00),
                    etb(0),
                    TOMORROW,
                    true,
                    META,
                    NOW,
                    NOW)));
  }

  @Test
  void a_grant_is_over_a_wallet_of_the_user() {
    wallets().when(request(user(1), 2, "50")).expectRejection(WALLET_NOT_FOUND, "wallet");
    wallets().when(request(user(2), 1, "50")).expectRejection(WALLET_NOT_FOUND, "wallet");
    wallets().when(request(user(3), 3, "50")).expectRejection(WALLET_NOT_FOUND, "wallet");
  }

  @Test
  void a_grant_pays_into_a_wallet_of_the_enterprise_in_its_currency() {
    wallets()
        .given(new WalletOpened(wallet(8), enterprise(2), ETB, null))
        .when(request(user(1), 1, "50"))
        .expectRejection(WALLET_EXISTS, "wallet");
    wallets()
        .given(new WalletOpened(wallet(8), enterprise(1), XOF, null))
        .when(request(user(1), 1, "50"))
        .expectRejection(WALLET_EXISTS, "wallet");
    wallets()
        .when(
            new RequestGrant(
                grant(1), user(1), user(1), wallet(1), wallet(1), amount("5"), null, null))
        .expectRejection(SAME_ACCOUNT, "wallet");
  }

  @Test
  void the_most_is_an_amount_of_the_wallets_currency() {
    wallets().when(request(user(1), 1, "50.001")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
    wallets()
        .when(request(user(1), 1, "10000000000000.01"))
        .expectRejection(AMOUNT_TOO_LARGE, "amount");
  }

  @Test
  void a_grant_is_not_over_before_it_begins() {
    wallets()
        .when(
            new RequestGrant(
                grant(1), enterprise(1), user(1), wallet(1), wallet(8), amount("5"), NOW, null))
        .expectRejection(EXPIRES_AT_IN_PAST, "expires_at");
  }

  @Test
  void the_user_approves_rejects_suspends_and_resumes() {
    in(PENDING)
        .when(answer(APPROVED))
        .expectEvents(new GrantApproved(grant(1), NOW))
        .expectReceipt(new GrantReceipt(APPROVED, terms(etb(50_00), etb(0), NOW)));
    in(APPROVED)
        .when(answer(SUSPENDED))
        .expectEvents(new GrantSuspended(grant(1), NOW))
        .expectReceipt(new GrantReceipt(SUSPENDED, terms(etb(50_00), etb(0), NOW)));
    in(SUSPENDED)
        .when(answer(APPROVED))
        .expectEvents(new GrantResumed(grant(1), NOW))
        .expectReceipt(new GrantReceipt(APPROVED, terms(etb(50_00), etb(0), NOW)));
    for (GrantStatus status : List.of(PENDING, APPROVED, SUSPENDED)) {
      in(status)
          .when(answer(REJECTED))
          .expectEvents(new GrantRejected(grant(1), NOW))
          .expectReceipt(new GrantReceipt(REJECTED, terms(etb(50_00), etb(0), NOW)));
    }
  }

  @ParameterizedTest
  @EnumSource(GrantStatus.class)
  void the_status_that_it_has_changes_nothing(GrantStatus status) {
    in(status)
        .when(answer(status))
        .expectNoEvents()
        .expectReceipt(new GrantReceipt(status, terms(etb(50_00), etb(0), YESTERDAY)));
  }

  @Test
  void only_an_approved_grant_is_suspended() {
    in(PENDING).when(answer(SUSPENDED)).expectRejection(GRANT_STATUS_CONFLICT, "grant_status");
  }

  @Test
  void an_answer_is_not_taken_back() {
    in(APPROVED).when(answer(PENDING)).expectRejection(GRANT_STATUS_CONFLICT, "grant_status");
    in(SUSPENDED).when(answer(PENDING)).expectRejection(GRANT_STATUS_CONFLICT, "grant_status");
  }

  @Test
  void a_rejected_grant_stays_as_it_is() {
    for (GrantStatus status : List.of(PENDING, APPROVED, SUSPENDED)) {
      in(REJECTED).when(answer(status)).expectRejection(GRANT_ENDED, "grant");
    }
    in(REJECTED).when(max("60")).expectRejection(GRANT_ENDED, "grant");
    in(REJECTED).when(expiresAt(TOMORROW)).expectRejection(GRANT_ENDED, "grant");
    in(REJECTED).when(max("50.00")).expectNoEvents();
  }

  @Test
  void only_the_user_answers_and_changes() {
    for (Owner other : List.of(user(2), enterprise(1), new Owner.Nobody())) {
      pending()
          .when(
              new ChangeGrant(
                  grant(1),
                  other,
                  APPROVED,
                  null,
                  new Revised.Left<>(),
                  null,
                  new Revised.Left<>()))
          .expectRejection(GRANT_NOT_FOUND, "grant");
    }
    wallets().when(answer(APPROVED)).expectRejection(GRANT_NOT_FOUND, "grant");
  }

  @Test
  void the_user_changes_what_the_grant_permits() {
    approved()
        .when(change(null, "60.5", new Revised.To<>(TOMORROW), false, new Revised.To<>("[1]")))
        .expectEvents(changed(etb(60_50), TOMORROW, false, "[1]"));
    approved()
        .when(change(null, null, new Revised.Left<>(), false, new Revised.To<>(null)))
        .expectEvents(changed(etb(50_00), null, false, null));
    wallets()
        .given(requested(TOMORROW))
        .when(expiresAt(null))
        .expectEvents(changed(etb(50_00), null, true, META));
    approved()
        .when(change(null, "50", new Revised.To<>(null), true, new Revised.To<>(META)))
        .expectNoEvents();
  }

  @Test
  void the_user_changes_and_answers_at_once() {
    pending()
        .when(change(APPROVED, "20", new Revised.Left<>(), null, new Revised.Left<>()))
        .expectEvents(changed(etb(20_00), null, true, META), new GrantApproved(grant(1), NOW))
        .expectReceipt(new GrantReceipt(APPROVED, terms(etb(20_00), etb(0), NOW)));
    pending()
        .when(change(SUSPENDED, "20", new Revised.Left<>(), null, new Revised.Left<>()))
        .expectRejection(GRANT_STATUS_CONFLICT, "grant_status");
  }

  @Test
  void the_most_never_falls_below_what_was_pulled() {
    pulled(30_00).when(max("29.99")).expectRejection(GRANT_MAX_BELOW_PULLED, "max_amount");
    pulled(30_00).when(max("30")).expectEvents(changed(etb(30_00), null, true, META));
  }

  @Test
  void an_expiry_that_is_set_lies_ahead() {
    approved().when(expiresAt(NOW)).expectRejection(EXPIRES_AT_IN_PAST, "expires_at");
    approved()
        .when(expiresAt(NOW.plusNanos(1_000)))
        .expectEvents(changed(etb(50_00), NOW.plusNanos(1_000), true, META));
    // One that was set before may be passed on as it is.
    wallets()
        .given(requested(YESTERDAY))
        .when(change(null, "60", new Revised.To<>(YESTERDAY), null, new Revised.Left<>()))
        .expectEvents(changed(etb(60_00), YESTERDAY, true, META));
  }

  @Test
  void the_first_pull_opens_the_wallet_of_the_enterprise() {
    approved()
        .when(pull("50"))
        .expectEvents(
            new GrantPulled(grant(1), entry(7), etb(50_00)),
            new WalletOpened(wallet(8), enterprise(1), ETB, null),
            posted(50_00, 50_00, 50_00),
            new WalletDebited(wallet(1), entry(7), etb(50_00)),
            new WalletCredited(wallet(8), entry(7), etb(50_00)))
        .expectReceipt(
            new EntryReceipt(
                entry(7),
                wallet(1),
                wallet(8),
                etb(50_00),
                Map.of(wallet(1), etb(50_00), wallet(8), etb(50_00))));
  }

  @Test
  void pulls_add_up_to_the_most_and_not_further() {
    pulled(30_00)
        .when(pull("20"))
        .expectEvents(
            new GrantPulled(grant(1), entry(7), etb(20_00)),
            posted(20_00, 50_00, 50_00),
            new WalletDebited(wallet(1), entry(7), etb(20_00)),
            new WalletCredited(wallet(8), entry(7), etb(20_00)));
    pulled(30_00).when(pull("20.01")).expectRejection(GRANT_EXHAUSTED, "amount");
    approved().when(pull("50.01")).expectRejection(GRANT_EXHAUSTED, "amount");
    approved().when(pull("1.001")).expectRejection(AMOUNT_TOO_PRECISE, "amount");
  }

  @Test
  void only_the_grants_enterprise_pulls() {
    for (Owner other : List.of(enterprise(2), user(1), user(2))) {
      approved()
          .when(new PullGrant(grant(1), other, entry(7), amount("1"), ""))
          .expectRejection(GRANT_NOT_FOUND, "grant");
    }
    wallets().when(pull("1")).expectRejection(GRANT_NOT_FOUND, "grant");
  }

  @ParameterizedTest
  @EnumSource(value = GrantStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void only_by_an_approved_grant_is_money_pulled(GrantStatus status) {
    in(status).when(pull("1")).expectRejection(GRANT_NOT_APPROVED, "grant");
  }

  @Test
  void by_a_grant_that_is_switched_off_nothing_is_pulled() {
    approved()
        .given(changed(etb(50_00), null, false, null))
        .when(pull("1"))
        .expectRejection(GRANT_INACTIVE, "grant");
  }

  @Test
  void by_a_grant_whose_time_is_over_nothing_is_pulled() {
    expiring(NOW).when(pull("1")).expectRejection(GRANT_EXPIRED, "grant");
    expiring(NOW.minusSeconds(1)).when(pull("1")).expectRejection(GRANT_EXPIRED, "grant");
    expiring(NOW.plusNanos(1_000))
        .when(pull("1"))
        .expectReceipt(
            new EntryReceipt(
                entry(7),
                wallet(1),
                wallet(8),
                etb(1_00),
                Map.of(wallet(1), etb(99_00), wallet(8), etb(1_00))));
  }

  private static LedgerFixture expiring(Instant expiresAt) {
    LedgerEvent approved = new GrantApproved(grant(1), YESTERDAY);
    return wallets().given(requested(expiresAt), approved);
  }

  @Test
  void a_pull_takes_what_the_wallet_has_available() {
    approved()
        .given(new FundsFrozen(wallet(1), hold(1), etb(60_00)))
        .when(pull("40.01"))
        .expectRejection(INSUFFICIENT_AVAILABLE_FUNDS, "amount");
    approved().given(restricted(1)).when(pull("1")).expectRejection(WALLET_RESTRICTED, "from");
    pulled(1_00)
        .given(new WalletRestricted(wallet(8), "order"))
        .when(pull("1"))
        .expectRejection(WALLET_RESTRICTED, "to");
  }
}
