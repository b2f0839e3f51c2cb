package io.griot.core.engine;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.approval;
import static io.griot.core.Sample.attempt;
import static io.griot.core.Sample.cdf;
import static io.griot.core.Sample.clearing;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.enterprise;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.grant;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.payment;
import static io.griot.core.Sample.settlement;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.Sample.xof;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.griot.core.LedgerEvent;
import io.griot.core.Receipt;
import io.griot.core.account.AccountEvent.FundsFrozen;
import io.griot.core.account.AccountEvent.FundsReleased;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.core.account.AccountEvent.WalletOpened;
import io.griot.core.account.AccountEvent.WalletRestricted;
import io.griot.core.account.AccountEvent.WalletUnrestricted;
import io.griot.core.account.SystemAccount;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletAggregate;
import io.griot.core.approval.ApprovalEvent.ApprovalDeclined;
import io.griot.core.approval.ApprovalEvent.ApprovalGranted;
import io.griot.core.approval.ApprovalEvent.ApprovalRequested;
import io.griot.core.approval.Measure;
import io.griot.core.bill.BillEvent.BillPaid;
import io.griot.core.bill.BillEvent.BillReleased;
import io.griot.core.bill.BillEvent.BillTaken;
import io.griot.core.bill.BillPayment;
import io.griot.core.bill.BillPaymentEvent.BillPaymentConfirmed;
import io.griot.core.bill.BillPaymentEvent.BillPaymentContradicted;
import io.griot.core.bill.BillPaymentEvent.BillPaymentFunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentNotSent;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeSought;
import io.griot.core.bill.BillPaymentEvent.BillPaymentOutcomeUnknown;
import io.griot.core.bill.BillPaymentEvent.BillPaymentReferred;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRefunded;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRejected;
import io.griot.core.bill.BillPaymentEvent.BillPaymentRequested;
import io.griot.core.bill.BillPaymentEvent.BillPaymentResolved;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSettled;
import io.griot.core.bill.BillPaymentEvent.BillPaymentSubmitted;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.bill.Confirmation;
import io.griot.core.bill.Resolution;
import io.griot.core.bill.Sought;
import io.griot.core.dispute.DisputeEvent.DisputeDismissed;
import io.griot.core.dispute.DisputeEvent.DisputeMovedToReview;
import io.griot.core.dispute.DisputeEvent.DisputeOpened;
import io.griot.core.dispute.DisputeEvent.DisputeRefunded;
import io.griot.core.dispute.DisputeEvent.DisputeReviewed;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantEvent.GrantApproved;
import io.griot.core.grant.GrantEvent.GrantPulled;
import io.griot.core.grant.GrantEvent.GrantRejected;
import io.griot.core.grant.GrantEvent.GrantRequested;
import io.griot.core.grant.GrantEvent.GrantResumed;
import io.griot.core.grant.GrantEvent.GrantSuspended;
import io.griot.core.grant.GrantEvent.GrantTermsChanged;
import io.griot.core.hold.HoldEvent.HoldExpired;
import io.griot.core.hold.HoldEvent.HoldPlaced;
import io.griot.core.hold.HoldEvent.HoldSettled;
import io.griot.core.hold.HoldEvent.HoldVoided;
import io.griot.core.id.BillId;
import io.griot.core.id.CalendarId;
import io.griot.core.id.Owner;
import io.griot.core.journal.EntryKind;
import io.griot.core.journal.JournalEvent.EntryDisputeEnded;
import io.griot.core.journal.JournalEvent.EntryDisputed;
import io.griot.core.journal.JournalEvent.EntryPosted;
import io.griot.core.journal.JournalEvent.EntryRefunded;
import io.griot.core.journal.JournalEvent.EntryReversed;
import io.griot.core.journal.Posting;
import io.griot.core.snapshot.Calendar;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarEvent.DayClosed;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins the stored names and JSON of events: what a released version wrote is read for ever. */
class StoringEventsTest {

  private static final String REVISION = "1";

  private final LedgerSerializer serializer = new LedgerSerializer();
  private final ObjectMapper json = new ObjectMapper();

  /** What each sample file holds; {@code bare} ones are without what may be missing. */
  private static final Map<String, LedgerEvent> OF_TRANSFERS =
      Map.of(
          "EntryPosted",
          new EntryPosted(
              entry(1),
              EntryKind.SEND_EXTERNAL,
              List.of(
                  Posting.debit(wallet(1), etb(10_50)),
                  Posting.credit(clearing("awash", ETB), etb(10_50))),
              Map.of(wallet(1), etb(0), clearing("awash", ETB), etb(10_50)),
              "ለቤት ኪራይ",
              Map.of("bank", "Awash Bank", "account_number", "0134"),
              Instant.parse("2026-01-15T10:00:00.123456Z")),
          "EntryPosted.bare",
          new EntryPosted(
              entry(2),
              EntryKind.ADJUSTMENT,
              List.of(
                  Posting.debit(settlement("bank", ETB), etb(Long.MAX_VALUE)),
                  Posting.credit(settlement("awash", ETB), etb(Long.MAX_VALUE))),
              Map.of(),
              "",
              Map.of(),
              null),
          "WalletOpened",
          new WalletOpened(wallet(1), user(1), ETB, "C1231006815"),
          "WalletOpened.bare",
          new WalletOpened(wallet(2), new Owner.Nobody(), ETB, null),
          "WalletDebited",
          new WalletDebited(wallet(1), entry(1), etb(10_50)),
          "WalletCredited",
          new WalletCredited(wallet(1), entry(1), etb(10_50)),
          "WalletRestricted",
          new WalletRestricted(wallet(1), "police request 17"),
          "WalletUnrestricted",
          new WalletUnrestricted(wallet(1), "cleared"),
          "SystemAccountDebited",
          new SystemAccountDebited(clearing("wizall", ETB), entry(1), etb(10_50)),
          "SystemAccountCredited",
          new SystemAccountCredited(clearing("wizall", ETB), entry(1), etb(10_50)));

  private static final Map<String, LedgerEvent> OF_HOLDS_AND_CORRECTIONS =
      Map.of(
          "FundsFrozen",
          new FundsFrozen(wallet(1), hold(1), etb(10_50)),
          "FundsReleased",
          new FundsReleased(wallet(1), hold(1), etb(10_50)),
          "HoldPlaced",
          new HoldPlaced(
              hold(1),
              wallet(1),
              etb(10_50),
              Instant.parse("2026-01-15T10:00:00.123456Z"),
              "deposit"),
          "HoldPlaced.bare",
          new HoldPlaced(hold(1), wallet(1), etb(10_50), null, ""),
          "HoldSettled",
          new HoldSettled(hold(1), entry(1), etb(10_50)),
          "HoldVoided",
          new HoldVoided(hold(1), "changed my mind"),
          "HoldExpired",
          new HoldExpired(hold(1)),
          "EntryRefunded",
          new EntryRefunded(entry(1), entry(2), etb(10_50)),
          "EntryReversed",
          new EntryReversed(entry(1), entry(2)));

  private static final Instant TEN = Instant.parse("2026-01-15T10:00:00.123456Z");
  private static final Instant LATER = Instant.parse("2026-12-31T21:00:00Z");

  private static final Map<String, LedgerEvent> OF_GRANTS =
      Map.of(
          "GrantRequested",
          new GrantRequested(
              grant(1),
              enterprise(1),
              user(1),
              wallet(1),
              wallet(8),
              etb(50_00),
              LATER,
              "{\"contract\":\"ውል 7\"}",
              TEN),
          "GrantRequested.bare",
          new GrantRequested(
              grant(1), enterprise(1), user(1), wallet(1), wallet(8), etb(50_00), null, null, TEN),
          "GrantApproved",
          new GrantApproved(grant(1), TEN),
          "GrantRejected",
          new GrantRejected(grant(1), TEN),
          "GrantSuspended",
          new GrantSuspended(grant(1), TEN),
          "GrantResumed",
          new GrantResumed(grant(1), TEN),
          "GrantTermsChanged",
          new GrantTermsChanged(grant(1), etb(60_00), LATER, false, "[7]", TEN),
          "GrantTermsChanged.bare",
          new GrantTermsChanged(grant(1), etb(60_00), null, true, null, TEN),
          "GrantPulled",
          new GrantPulled(grant(1), entry(1), etb(10_50)));

  private static final Map<String, LedgerEvent> OF_DAYS =
      Map.of(
          "DayClosed",
          new DayClosed(
              new CalendarId(), LocalDate.parse("2026-12-31"), LATER, "Africa/Addis_Ababa"));

  private static final Map<String, LedgerEvent> OF_DISPUTES =
      Map.ofEntries(
          Map.entry(
              "DisputeOpened",
              new DisputeOpened(
                  dispute(1),
                  entry(1),
                  user(1),
                  wallet(2),
                  etb(10_50),
                  etb(4_00),
                  "የተሳሳተ ፍየል",
                  TEN)),
          Map.entry(
              "DisputeOpened.bare",
              new DisputeOpened(
                  dispute(1),
                  entry(1),
                  user(1),
                  settlement("awash", ETB),
                  etb(10_50),
                  etb(0),
                  null,
                  TEN)),
          Map.entry("DisputeMovedToReview", new DisputeMovedToReview(dispute(1), TEN)),
          Map.entry("DisputeReviewed", new DisputeReviewed(dispute(1), "it was a sheep", TEN)),
          Map.entry("DisputeReviewed.bare", new DisputeReviewed(dispute(1), null, TEN)),
          Map.entry(
              "DisputeRefunded",
              new DisputeRefunded(dispute(1), entry(2), etb(10_50), etb(4_00), "paid back", TEN)),
          Map.entry(
              "DisputeRefunded.bare",
              new DisputeRefunded(dispute(1), entry(2), etb(10_50), etb(0), null, TEN)),
          Map.entry(
              "DisputeDismissed",
              new DisputeDismissed(dispute(1), etb(4_00), "it was a goat", TEN)),
          Map.entry("DisputeDismissed.bare", new DisputeDismissed(dispute(1), etb(0), null, TEN)),
          Map.entry("EntryDisputed", new EntryDisputed(entry(1), dispute(1))),
          Map.entry("EntryDisputeEnded", new EntryDisputeEnded(entry(1), dispute(1))));

  private static final Map<String, LedgerEvent> OF_APPROVALS =
      Map.of(
          "ApprovalRequested",
          new ApprovalRequested(
              approval(1), new Measure.Refund(entry(1), etb(10_50), true, "የተሳሳተ ፍየል"), user(1)),
          "ApprovalGranted",
          new ApprovalGranted(approval(1), user(2), entry(2), "ticket 17"),
          "ApprovalGranted.bare",
          new ApprovalGranted(approval(1), user(2), null, ""),
          "ApprovalDeclined",
          new ApprovalDeclined(approval(1), user(2), "ask the police first"));

  private static final Payee SENELEC = new Payee.SenelecBill("1061103482", "5589110");
  private static final BillPayment.Terms TERMS =
      new BillPayment.Terms(payment(1), wallet(1), SENELEC, xof(18_590));
  private static final BillId BILL = new BillId("SENELEC/1061103482/5589110");

  private static final Map<String, LedgerEvent> OF_BILLS =
      Map.ofEntries(
          Map.entry(
              "BillPaymentRequested",
              new BillPaymentRequested(
                  payment(1), wallet(1), SENELEC, xof(18_590), grant(1), "lumière")),
          Map.entry(
              "BillPaymentRequested.bare",
              new BillPaymentRequested(
                  payment(1),
                  wallet(1),
                  new Payee.AirtimePhone(Carrier.ORANGE, "+221771234567"),
                  xof(500),
                  null,
                  "")),
          Map.entry("BillPaymentFunded", new BillPaymentFunded(payment(1), entry(0x101))),
          Map.entry(
              "BillPaymentSubmitted",
              new BillPaymentSubmitted(payment(1), attempt(1), cdf(100_00))),
          Map.entry(
              "BillPaymentSubmitted.bare", new BillPaymentSubmitted(payment(1), attempt(1), null)),
          Map.entry("BillPaymentNotSent", new BillPaymentNotSent(payment(1), "connection refused")),
          Map.entry(
              "BillPaymentRejected", new BillPaymentRejected(payment(1), "BILL_ALREADY_PAID")),
          Map.entry(
              "BillPaymentOutcomeUnknown", new BillPaymentOutcomeUnknown(payment(1), "timed out")),
          Map.entry(
              "BillPaymentOutcomeSought",
              new BillPaymentOutcomeSought(payment(1), Sought.NO_ANSWER, "timed out")),
          Map.entry(
              "BillPaymentReferred", new BillPaymentReferred(payment(1), "the window is over")),
          Map.entry(
              "BillPaymentResolved",
              new BillPaymentResolved(payment(1), Resolution.REFUNDED, "reçu 17")),
          Map.entry(
              "BillPaymentConfirmed",
              new BillPaymentConfirmed(
                  payment(1),
                  new Confirmation("55354a218", Map.of("token", "1234-5678", "kwh", "12.5")))),
          Map.entry("BillPaymentSettled", new BillPaymentSettled(payment(1), entry(0x201))),
          Map.entry("BillPaymentRefunded", new BillPaymentRefunded(payment(1), entry(0x201))),
          Map.entry(
              "BillPaymentContradicted",
              new BillPaymentContradicted(payment(1), "The provider confirmed it as 55354a218.")),
          Map.entry("BillTaken", new BillTaken(BILL, payment(1))),
          Map.entry("BillReleased", new BillReleased(BILL, payment(1))),
          Map.entry("BillPaid", new BillPaid(BILL, payment(1))));

  /** Payees of each kind, and what may be missing of a confirmation, as they stand in events. */
  private static final Map<String, LedgerEvent> MORE_OF_BILLS =
      Map.of(
          "{\"payee\": \"SDE/735034654215/10073503465421502051701\"}",
          asked(new Payee.SdeBill("735034654215", "10073503465421502051701")),
          "{\"payee\": \"REGIDESO/KIN/83262/108776771\"}",
          asked(new Payee.RegidesoBill("KIN", "83262", "108776771")),
          "{\"payee\": \"WOYOFAL/58469823\"}",
          asked(new Payee.WoyofalMeter("58469823")),
          "{\"confirmation\": {\"vouchers\": {}}}",
          new BillPaymentConfirmed(payment(1), new Confirmation(null, Map.of())));

  private static LedgerEvent asked(Payee payee) {
    return new BillPaymentRequested(payment(1), wallet(1), payee, xof(1), null, "");
  }

  /** Answers that are kept under a key, with all of it and with as little as can be. */
  private static final Map<String, BillPaymentReceipt> RECEIPTS =
      Map.of(
          """
          {"receipt": "bill_payment", "status": "FUNDED",
           "terms": {"paymentId": "bill-payment:00000000-0000-b100-0000-000000000001",
            "walletId": "wallet:00000000-0000-a000-0000-000000000001",
            "payee": "SENELEC/1061103482/5589110",
            "amount": {"minorUnits": 18590, "currency": "XOF"}},
           "referred": false}\
          """,
          new BillPaymentReceipt(BillPaymentStatus.FUNDED, TERMS, null, null, false, null, null),
          """
          {"receipt": "bill_payment", "status": "UNKNOWN",
           "terms": {"paymentId": "bill-payment:00000000-0000-b100-0000-000000000001",
            "walletId": "wallet:00000000-0000-a000-0000-000000000001",
            "payee": "SENELEC/1061103482/5589110",
            "amount": {"minorUnits": 18590, "currency": "XOF"}},
           "attemptId": "attempt:00000000-0000-a200-0000-000000000001",
           "paidBefore": {"minorUnits": 0, "currency": "XOF"},
           "referred": true, "reason": "timed out"}\
          """,
          new BillPaymentReceipt(
              BillPaymentStatus.UNKNOWN, TERMS, attempt(1), xof(0), true, null, "timed out"),
          """
          {"receipt": "bill_payment", "status": "CONFIRMED",
           "terms": {"paymentId": "bill-payment:00000000-0000-b100-0000-000000000001",
            "walletId": "wallet:00000000-0000-a000-0000-000000000001",
            "payee": "SENELEC/1061103482/5589110",
            "amount": {"minorUnits": 18590, "currency": "XOF"}},
           "referred": false,
           "confirmation": {"providerReference": "w-1",
            "vouchers": {"kwh": "12.5", "token": "1234-5678"}}}\
          """,
          new BillPaymentReceipt(
              BillPaymentStatus.CONFIRMED,
              TERMS,
              null,
              null,
              false,
              new Confirmation("w-1", Map.of("token", "1234-5678", "kwh", "12.5")),
              null));

  /** What else an approval can be asked for. */
  private static final Map<String, Measure> MEASURES =
      Map.of(
          """
          {"kind": "reversal", "original": "entry:00000000-0000-e000-0000-000000000001",
           "amount": {"minorUnits": 1050, "currency": "ETB"}, "remarks": "mistake"}\
          """,
          new Measure.Reversal(entry(1), etb(10_50), "mistake"),
          """
          {"kind": "dispute_refund", "disputeId": "dispute:00000000-0000-d100-0000-000000000001",
           "original": "entry:00000000-0000-e000-0000-000000000001",
           "amount": {"minorUnits": 1050, "currency": "ETB"}, "fromSuspense": false,
           "remarks": "wrong goat"}\
          """,
          new Measure.DisputeRefund(dispute(1), entry(1), etb(10_50), false, "wrong goat"),
          """
          {"kind": "restriction", "walletId": "wallet:00000000-0000-a000-0000-000000000001",
           "amount": {"minorUnits": 1050, "currency": "ETB"}, "remarks": "police request 17"}\
          """,
          new Measure.Restriction(wallet(1), etb(10_50), "police request 17"),
          """
          {"kind": "unrestriction", "walletId": "wallet:00000000-0000-a000-0000-000000000001",
           "amount": {"minorUnits": 1050, "currency": "ETB"}, "remarks": ""}\
          """,
          new Measure.Unrestriction(wallet(1), etb(10_50), ""));

  private static final Map<String, LedgerEvent> SAMPLES =
      Stream.of(
              OF_TRANSFERS,
              OF_HOLDS_AND_CORRECTIONS,
              OF_GRANTS,
              OF_DISPUTES,
              OF_APPROVALS,
              OF_DAYS,
              OF_BILLS)
          .flatMap(samples -> samples.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  static Stream<String> samples() {
    return SAMPLES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void reads_what_was_written(String sample) throws IOException {
    assertThat(read(stored(sample), file("events/v1/" + sample + ".json")))
        .isEqualTo(SAMPLES.get(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writes_what_will_be_read(String sample) throws IOException {
    SerializedObject<byte[]> written =
        serializer.serialize(Objects.requireNonNull(SAMPLES.get(sample)), byte[].class);
    assertThat(written.getType().getName()).isEqualTo(stored(sample));
    assertThat(written.getType().getRevision()).isEqualTo(REVISION);
    assertThat(json.readTree(written.getData()))
        .isEqualTo(json.readTree(file("events/v1/" + sample + ".json")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void pins_each_field(String sample) throws IOException {
    JsonNode fields = json.readTree(file("events/v1/" + sample + ".json"));
    Set<String> components =
        Stream.of(Objects.requireNonNull(SAMPLES.get(sample)).getClass().getRecordComponents())
            .filter(component -> !sample.endsWith(".bare") || !mayBeMissing(component))
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    assertThat(names(fields)).isEqualTo(components);
  }

  @Test
  void has_a_sample_of_every_event_with_and_without_what_may_be_missing() throws Exception {
    Set<String> needed =
        EventCatalogue.EVENTS.stream()
            .flatMap(
                event ->
                    Stream.of(event.getRecordComponents()).anyMatch(StoringEventsTest::mayBeMissing)
                        ? Stream.of(event.getSimpleName(), event.getSimpleName() + ".bare")
                        : Stream.of(event.getSimpleName()))
            .collect(Collectors.toSet());
    assertThat(SAMPLES.keySet()).isEqualTo(needed);
    assertThat(files("events/v1")).isEqualTo(needed);
  }

  @Test
  void stores_every_event_under_a_name_that_is_pinned() {
    assertThat(EventCatalogue.EVENTS.stream().map(EventCatalogue::nameOf))
        .containsExactlyInAnyOrder(
            "EntryPosted",
            "EntryRefunded",
            "EntryReversed",
            "FundsFrozen",
            "FundsReleased",
            "HoldPlaced",
            "HoldSettled",
            "HoldVoided",
            "HoldExpired",
            "GrantRequested",
            "GrantApproved",
            "GrantRejected",
            "GrantSuspended",
            "GrantResumed",
            "GrantTermsChanged",
            "GrantPulled",
            "DayClosed",
            "DisputeOpened",
            "DisputeMovedToReview",
            "DisputeReviewed",
            "DisputeRefunded",
            "DisputeDismissed",
            "EntryDisputed",
            "EntryDisputeEnded",
            "ApprovalRequested",
            "ApprovalGranted",
            "ApprovalDeclined",
            "BillPaymentRequested",
            "BillPaymentFunded",
            "BillPaymentSubmitted",
            "BillPaymentNotSent",
            "BillPaymentRejected",
            "BillPaymentOutcomeUnknown",
            "BillPaymentOutcomeSought",
            "BillPaymentReferred",
            "BillPaymentResolved",
            "BillPaymentConfirmed",
            "BillPaymentSettled",
            "BillPaymentRefunded",
            "BillPaymentContradicted",
            "BillTaken",
            "BillReleased",
            "BillPaid",
            "WalletOpened",
            "WalletDebited",
            "WalletCredited",
            "WalletRestricted",
            "WalletUnrestricted",
            "SystemAccountDebited",
            "SystemAccountCredited");
    assertThat(permitted(LedgerEvent.class))
        .isEqualTo(EventCatalogue.EVENTS.stream().map(Class::getName).collect(Collectors.toSet()));
  }

  @Test
  void reads_and_writes_whatever_an_approval_is_asked_for() throws IOException {
    ObjectMapper mapper = LedgerJson.mapper();
    for (Map.Entry<String, Measure> sample : MEASURES.entrySet()) {
      assertThat(mapper.readValue(sample.getKey(), Measure.class)).isEqualTo(sample.getValue());
      assertThat(mapper.readTree(mapper.writeValueAsBytes(sample.getValue())))
          .isEqualTo(mapper.readTree(sample.getKey()));
    }
  }

  @Test
  void reads_and_writes_each_payee_and_a_confirmation_without_a_number() throws IOException {
    for (Map.Entry<String, LedgerEvent> sample : MORE_OF_BILLS.entrySet()) {
      SerializedObject<byte[]> written = serializer.serialize(sample.getValue(), byte[].class);
      JsonNode some = json.readTree(sample.getKey());
      String field = some.fieldNames().next();
      assertThat(json.readTree(written.getData()).get(field)).isEqualTo(some.get(field));
      assertThat(read(written.getType().getName(), written.getData())).isEqualTo(sample.getValue());
    }
  }

  @Test
  void keeps_how_a_payment_to_a_utility_was_answered() throws IOException {
    ObjectMapper mapper = LedgerJson.mapper();
    for (Map.Entry<String, BillPaymentReceipt> sample : RECEIPTS.entrySet()) {
      assertThat(mapper.readValue(sample.getKey(), Receipt.class)).isEqualTo(sample.getValue());
      assertThat(
              mapper.readTree(mapper.writerFor(Receipt.class).writeValueAsBytes(sample.getValue())))
          .isEqualTo(mapper.readTree(sample.getKey()));
    }
  }

  @Test
  void keeps_the_state_of_a_wallet_in_a_snapshot() throws IOException {
    byte[] sample = file("snapshots/v1/WalletAggregate.json");
    WalletAggregate wallet = (WalletAggregate) read("WalletAggregate", sample);
    assertThat(wallet.state())
        .isEqualTo(new Wallet.Open(wallet(1), user(1), etb(10_50), etb(0), true));
    assertStoredAs(wallet, "WalletAggregate", sample);
  }

  @Test
  void keeps_the_state_of_a_system_account_in_a_snapshot() throws IOException {
    byte[] sample = file("snapshots/v1/SystemAccountAggregate.json");
    SystemAccountAggregate account =
        (SystemAccountAggregate) read("SystemAccountAggregate", sample);
    assertThat(account.state(clearing("other", ETB)))
        .isEqualTo(new SystemAccount(clearing("wizall", ETB), etb(10_50)));
    assertStoredAs(account, "SystemAccountAggregate", sample);
  }

  @Test
  void keeps_the_state_of_a_grant_in_a_snapshot() throws IOException {
    byte[] sample = file("snapshots/v1/GrantAggregate.json");
    GrantAggregate grant = (GrantAggregate) read("GrantAggregate", sample);
    assertThat(grant.state())
        .isEqualTo(
            new Grant.Approved(
                new Grant.Terms(
                    grant(1),
                    enterprise(1),
                    user(1),
                    wallet(1),
                    wallet(8),
                    etb(50_00),
                    etb(10_50),
                    LATER,
                    true,
                    "[7]",
                    TEN,
                    TEN)));
    assertStoredAs(grant, "GrantAggregate", sample);
  }

  @Test
  void keeps_the_state_of_the_calendar_in_a_snapshot() throws IOException {
    byte[] sample = file("snapshots/v1/CalendarAggregate.json");
    CalendarAggregate calendar = (CalendarAggregate) read("CalendarAggregate", sample);
    assertThat(calendar.state()).isEqualTo(new Calendar(LocalDate.parse("2026-12-31"), LATER));
    assertStoredAs(calendar, "CalendarAggregate", sample);
  }

  private void assertStoredAs(Object aggregate, String name, byte[] sample) throws IOException {
    SerializedObject<byte[]> written = serializer.serialize(aggregate, byte[].class);
    assertThat(written.getType().getName()).isEqualTo(name);
    assertThat(json.readTree(written.getData())).isEqualTo(json.readTree(sample));
  }

  private Object read(String name, byte[] sample) {
    Object read =
        serializer.deserialize(new SimpleSerializedObject<>(sample, byte[].class, name, REVISION));
    return Objects.requireNonNull(read);
  }

  private static Set<String> names(JsonNode fields) {
    Set<String> names = new HashSet<>();
    fields.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String stored(String sample) {
    return sample.replace(".bare", "");
  }

  private static boolean mayBeMissing(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Set<String> permitted(Class<?> parent) {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.griot.core")
            .stream()
            .filter(type -> type.isAssignableTo(parent) && !type.isInterface())
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
  }

  private static Set<String> files(String folder) throws IOException, URISyntaxException {
    URL url = Objects.requireNonNull(StoringEventsTest.class.getClassLoader().getResource(folder));
    try (Stream<Path> paths = Files.list(Path.of(url.toURI()))) {
      return paths
          .map(path -> Objects.requireNonNull(path.getFileName()).toString())
          .map(name -> name.replaceFirst("\\.json$", ""))
          .collect(Collectors.toSet());
    }
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = StoringEventsTest.class.getClassLoader().getResourceAsStream(name)) {
      return Objects.requireNonNull(in, "There is no sample " + name).readAllBytes();
    }
  }
}
