package io.griot.server.verifying;

import static io.griot.core.Sample.ETB;
import static io.griot.core.Sample.amount;
import static io.griot.core.Sample.approval;
import static io.griot.core.Sample.dispute;
import static io.griot.core.Sample.enterprise;
import static io.griot.core.Sample.entry;
import static io.griot.core.Sample.etb;
import static io.griot.core.Sample.grant;
import static io.griot.core.Sample.hold;
import static io.griot.core.Sample.openWith;
import static io.griot.core.Sample.p2p;
import static io.griot.core.Sample.request;
import static io.griot.core.Sample.user;
import static io.griot.core.Sample.wallet;
import static io.griot.core.bill.Paying.confirm;
import static io.griot.core.bill.Paying.due;
import static io.griot.core.bill.Paying.pay;
import static io.griot.core.bill.Paying.reject;
import static io.griot.core.bill.Paying.submit;
import static io.griot.core.bill.Paying.unknown;

import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.RandomCommands;
import io.griot.core.Sample;
import io.griot.core.approval.ApprovalCommand.Approve;
import io.griot.core.approval.ApprovalCommand.Decline;
import io.griot.core.approval.ApprovalCommand.Propose;
import io.griot.core.approval.ApprovalThreshold;
import io.griot.core.approval.Proposal;
import io.griot.core.audit.Checked;
import io.griot.core.audit.Finding;
import io.griot.core.audit.Report;
import io.griot.core.audit.SealedHead;
import io.griot.core.bill.BillPaymentCommand.RequestBillPayment;
import io.griot.core.bill.Mandate;
import io.griot.core.bill.Quote;
import io.griot.core.dispute.DisputeCommand.DismissDispute;
import io.griot.core.dispute.DisputeCommand.MarkDisputeReviewed;
import io.griot.core.dispute.DisputeCommand.MoveDisputeToReview;
import io.griot.core.dispute.DisputeCommand.OpenDispute;
import io.griot.core.dispute.DisputeCommand.RefundDispute;
import io.griot.core.dispute.DisputeCommand.Reporter;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.engine.LogRow;
import io.griot.core.engine.SealDigest;
import io.griot.core.grant.GrantCommand.ChangeGrant;
import io.griot.core.grant.GrantCommand.PullGrant;
import io.griot.core.grant.GrantCommand.RequestGrant;
import io.griot.core.grant.GrantCommand.Revised;
import io.griot.core.grant.GrantStatus;
import io.griot.core.hold.HoldCommand.PlaceHold;
import io.griot.core.hold.HoldCommand.SettleHold;
import io.griot.core.hold.HoldCommand.VoidHold;
import io.griot.core.snapshot.CalendarCommand.CloseDays;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.CorrectionCommand.Refund;
import io.griot.core.utility.Payee;
import io.griot.projection.Views;
import io.griot.server.database.ApplicationRole;
import io.griot.server.database.Migrations;
import io.griot.server.ledger.Verification;
import io.griot.server.ledger.ViewRebuilds;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger written by the real engine, with full views, to be tampered with as a superuser can. */
record SealedSpecimen(TestDatabase database) {

  private static final int REQUESTS = 900;

  /** So many that two wallets have snapshots. */
  private static final int TRANSFERS = 540;

  private static final int REQUESTS_A_COMMIT = 9;

  /** So long before the rest its first part was written, so that days were closed between. */
  private static final Duration AGO = Duration.ofDays(2);

  static SealedSpecimen written() {
    TestDatabase database = TestDatabase.create();
    Migrations.apply(
        database.dataSource(), ApplicationRole.takenBy("griot_application", database.user()));
    Clock before = Clock.offset(Clock.systemUTC(), AGO.negated());
    ApprovalThreshold threshold = new ApprovalThreshold(BigDecimal.TWO);
    var commands = new RandomCommands(7, before.instant());
    try (var ledger = LedgerOnPostgres.on(database, before, threshold)) {
      for (int sent = 0; sent < REQUESTS; sent += REQUESTS_A_COMMIT) {
        ledger.ledger().sendInOrder(commands.take(REQUESTS_A_COMMIT));
      }
    }
    try (var ledger = LedgerOnPostgres.on(database, Clock.systemUTC(), threshold)) {
      ledger
          .ledger()
          .send(
              request(
                  new CloseDays(
                      LocalDate.ofInstant(before.instant(), ZoneOffset.UTC), ZoneOffset.UTC)));
      ledger.ledger().send(request(openWith(1, ETB, "100")));
      ledger.ledger().send(request(openWith(2, ETB, "100")));
      ledger.ledger().sendInOrder(holdsAndRefunds());
      ledger.ledger().sendInOrder(grantsAndPulls());
      ledger.ledger().sendInOrder(disputes());
      ledger.ledger().sendInOrder(approvals());
      ledger.ledger().sendInOrder(payments());
      for (int sent = 0; sent < TRANSFERS; sent += REQUESTS_A_COMMIT) {
        ledger
            .ledger()
            .sendInOrder(
                LongStream.range(sent, sent + REQUESTS_A_COMMIT)
                    .mapToObj(number -> p2p(1_000 + number, 1 + number % 2, 2 - number % 2, "1"))
                    .map(Sample::request)
                    .toList());
      }
    }
    var specimen = new SealedSpecimen(database);
    specimen.fillViews();
    return specimen;
  }

  private static List<LedgerRequest> holdsAndRefunds() {
    Authority staff = new Authority.Staff();
    return Stream.<LedgerCommand>of(
            new PlaceHold(hold(1), wallet(1), amount("5"), null, "", staff),
            new PlaceHold(hold(2), wallet(1), amount("7"), null, "", staff),
            new SettleHold(hold(1), entry(90), wallet(2), amount("3"), "", staff),
            new Refund(entry(90), entry(91), amount("1"), false, "", staff),
            new Refund(entry(90), entry(92), amount("1"), false, "", staff),
            new VoidHold(hold(2), "", staff))
        .map(Sample::request)
        .toList();
  }

  private static List<LedgerRequest> grantsAndPulls() {
    return Stream.<LedgerCommand>of(
            new RequestGrant(
                grant(1), enterprise(1), user(1), wallet(1), wallet(8), amount("9"), null, null),
            new ChangeGrant(
                grant(1),
                user(1),
                GrantStatus.APPROVED,
                null,
                new Revised.Left<>(),
                null,
                new Revised.Left<>()),
            new PullGrant(grant(1), enterprise(1), entry(93), amount("2"), ""),
            new PullGrant(grant(1), enterprise(1), entry(94), amount("1"), ""))
        .map(Sample::request)
        .toList();
  }

  /** The first is refunded in part, the second dismissed, the third open. */
  private static List<LedgerRequest> disputes() {
    Authority staff = new Authority.Staff();
    return Stream.concat(
            LongStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(
                    number ->
                        Stream.<LedgerCommand>of(
                            p2p(80 + number, 1, 2, "9"),
                            new OpenDispute(
                                dispute(number),
                                entry(80 + number),
                                new Reporter(user(1), Set.of(user(1))),
                                null,
                                "wrong goat",
                                staff),
                            new MoveDisputeToReview(dispute(number), staff),
                            new MarkDisputeReviewed(dispute(number), null, staff))),
            Stream.of(
                new RefundDispute(dispute(1), entry(84), amount("4"), false, null, staff),
                new DismissDispute(dispute(2), "it was a goat", staff)))
        .map(Sample::request)
        .toList();
  }

  /** Of three refunds that need a second admin, two are paid. */
  private static List<LedgerRequest> approvals() {
    return Stream.<LedgerCommand>of(
            p2p(95, 1, 2, "9"),
            refundToApprove(1),
            refundToApprove(2),
            refundToApprove(3),
            new Approve(approval(1), entry(96), user(102), ""),
            new Decline(approval(2), user(102), ""),
            new Approve(approval(3), entry(97), user(103), ""))
        .map(Sample::request)
        .toList();
  }

  /** The first bill is paid, the second refused, the third's outcome unknown, the meter funded. */
  private static List<LedgerRequest> payments() {
    return Stream.concat(
            LongStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(
                    number -> {
                      Payee bill = new Payee.SenelecBill("1061103482", "b" + number);
                      return Stream.<LedgerCommand>of(
                          pay(number, bill, due(bill, etb(4_00)), "4"), submit(number));
                    }),
            Stream.of(confirm(1), reject(2), unknown(3), byGrant()))
        .map(Sample::request)
        .toList();
  }

  private static RequestBillPayment byGrant() {
    Payee meter = new Payee.WoyofalMeter("58469823");
    return pay(
        4,
        meter,
        new Quote.Open(ETB),
        "2",
        wallet(1),
        new Mandate.ByGrant(grant(1), enterprise(1)));
  }

  private static Propose refundToApprove(int number) {
    return new Propose(
        approval(number),
        new Proposal.ToRefund(
            new Refund(entry(95), entry(98), amount("3"), false, "", new Authority.Staff())),
        user(101),
        new Authority.Owners(Set.of()));
  }

  SealedSpecimen copy() {
    return new SealedSpecimen(database.copy());
  }

  void fillViews() {
    try {
      ViewRebuilds.on(database.dataSource()).run(Views.ALL, _ -> {});
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties the views and fills them from the log as it is now. */
  void fillViewsAnew() {
    tamper(
        "TRUNCATE %s"
            .formatted(
                Views.ALL.stream()
                    .flatMap(view -> view.tables().stream())
                    .map(table -> "views." + table)
                    .collect(Collectors.joining(", "))),
        "UPDATE views.position SET position = 0");
    fillViews();
  }

  Report verify() {
    return verify(null);
  }

  Report verify(@Nullable SealedHead exported) {
    try {
      return Verification.on(database.dataSource()).run(exported, _ -> {});
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Executes statements past the triggers that guard the log. */
  void tamper(String... statements) {
    database.execute(
        "SET session_replication_role = replica; " + String.join("; ", List.of(statements)));
  }

  JdbcClient jdbc() {
    return JdbcClient.create(database.dataSource());
  }

  long number(String sql) {
    return jdbc().sql(sql).query(Long.class).single();
  }

  /** The seal around a position. */
  Seal sealAt(long position) {
    return jdbc()
        .sql(
            """
            SELECT first_position, last_position, hash FROM ledger.seal
             WHERE last_position >= ? ORDER BY last_position LIMIT 1\
            """)
        .param(position)
        .query((row, _) -> new Seal(row.getLong(1), row.getLong(2), row.getBytes(3)))
        .single();
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Seal(long first, long last, byte[] hash) {
    SealedHead head() {
      return new SealedHead(last, HexFormat.of().formatHex(hash));
    }
  }

  /** An event of a type in the middle of the log, not alone in its seal. */
  long middle(String type) {
    return number(
        """
        SELECT min(e.position) FROM ledger.event e
          JOIN ledger.seal s ON e.position > s.first_position AND e.position < s.last_position
         WHERE e.type = '%s' AND e.position > (SELECT max(position) / 2 FROM ledger.event)\
        """
            .formatted(type));
  }

  /** The event in the middle of those of a type, wherever they are. */
  long amidst(String type) {
    return number(
        """
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY position)
          FROM ledger.event WHERE type = '%s'\
        """
            .formatted(type));
  }

  /** The event of a type in a stream. */
  long only(String type, Object stream) {
    return number(
        "SELECT position FROM ledger.event WHERE type = '%s' AND stream = '%s'"
            .formatted(type, stream));
  }

  /** Makes all hashes right again, from the seal around a position to the head. */
  void reseal(long position) {
    byte[] before =
        jdbc()
            .sql(
                """
                SELECT hash FROM ledger.seal WHERE last_position < ?
                 ORDER BY last_position DESC LIMIT 1\
                """)
            .param(sealAt(position).first())
            .query((row, _) -> row.getBytes(1))
            .optional()
            .orElseGet(SealDigest::beforeTheFirst);
    List<Seal> seals =
        jdbc()
            .sql(
                """
                SELECT first_position, last_position, hash FROM ledger.seal
                 WHERE last_position >= ? ORDER BY last_position\
                """)
            .param(position)
            .query((row, _) -> new Seal(row.getLong(1), row.getLong(2), row.getBytes(3)))
            .list();
    for (Seal seal : seals) {
      var digest = new SealDigest(before);
      rows(seal).forEach(digest::add);
      byte[] hash = digest.hash();
      tamper(
          "UPDATE ledger.seal SET previous = %s, hash = %s WHERE last_position = %d"
              .formatted(bytea(before), bytea(hash), seal.last()));
      before = hash;
    }
    tamper("UPDATE ledger.head SET hash = " + bytea(before));
  }

  /** Appends a commit whose seal is right. */
  void forge(Forged... events) {
    long head = number("SELECT position FROM ledger.head");
    String time = "(SELECT recorded_at FROM ledger.head)";
    long position = head;
    for (Forged event : events) {
      position++;
      tamper(
          """
          INSERT INTO ledger.event
          SELECT %d, (SELECT count(*) FROM ledger.event WHERE stream = '%2$s'), %3$s, '%4$s', '%2$s',
                 '%5$s', '1', %6$s, convert_to('{}', 'UTF8')\
          """
              .formatted(
                  position,
                  event.stream(),
                  time,
                  UUID.randomUUID(),
                  event.type(),
                  bytea(event.payload().getBytes(StandardCharsets.UTF_8))));
    }
    tamper(
        "INSERT INTO ledger.seal SELECT %d, %d, recorded_at, hash, hash FROM ledger.head"
            .formatted(position, head + 1),
        "UPDATE ledger.head SET position = " + position);
    reseal(position);
  }

  record Forged(String stream, String type, String payload) {}

  List<LogRow> rows(Seal seal) {
    return jdbc()
        .sql(
            """
            SELECT position, event_id, stream, sequence, type, revision, recorded_at, payload,
                   metadata
              FROM ledger.event WHERE position BETWEEN ? AND ? ORDER BY position\
            """)
        .param(seal.first())
        .param(seal.last())
        .query(
            (row, _) ->
                new LogRow(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getString(6),
                    ChronoUnit.MICROS.between(
                        Instant.EPOCH.atOffset(ZoneOffset.UTC),
                        row.getObject(7, OffsetDateTime.class)),
                    row.getBytes(8),
                    row.getBytes(9)))
        .list();
  }

  static List<String> failed(Report report) {
    return report.checks().stream()
        .filter(checked -> !checked.isSound())
        .map(Checked::check)
        .toList();
  }

  static Finding first(Report report, String check) {
    Finding first =
        report.checks().stream()
            .filter(checked -> checked.check().equals(check))
            .findFirst()
            .orElseThrow()
            .first();
    if (first == null) {
      throw new AssertionError("Nothing was found by " + check + ": " + report);
    }
    return first;
  }

  private static String bytea(byte[] bytes) {
    return "decode('%s', 'hex')".formatted(HexFormat.of().formatHex(bytes));
  }
}
