package io.griot.endpoint;

import io.griot.core.Ledger;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.bill.BillPaymentCommand;
import io.griot.core.bill.BillPaymentCommand.ConfirmBillPayment;
import io.griot.core.bill.BillPaymentCommand.SubmitBillPayment;
import io.griot.core.bill.Confirmation;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.EntryId;
import io.griot.core.money.Money;
import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import io.griot.identity.id.OrderedIds;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A provider that has the bills of its document's samples, and does what it is asked at once. It
 * follows the log by itself, in place of a process that calls it.
 */
@Component
@Primary
public class FakeWizall implements Utilities, BillInquiry, SmartLifecycle {

  private static final Currency XOF = Currency.getInstance("XOF");

  private final Ledger ledger;
  private final OrderedIds ids;
  private final JdbcClient database;
  private final Set<String> paid = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  FakeWizall(Ledger ledger, OrderedIds ids, JdbcClient database) {
    this.ledger = ledger;
    this.ids = ids;
    this.database = database;
  }

  @Override
  public List<OfferedUtility> offered() {
    return Arrays.stream(Utility.values()).map(FakeWizall::offer).toList();
  }

  @Override
  public OfferedUtility requireAvailable(Utility utility) {
    return offer(utility);
  }

  @Override
  public List<OwedBill> bills(Utility utility, String customer, @Nullable String province) {
    return List.of(
            bill(
                new Payee.SenelecBill("1061103482", "5589110"),
                "CISSE BABACAR",
                18_590,
                "2017-08-05"),
            bill(
                new Payee.SdeBill("735034654215", "10073503465421502051701"),
                "M.SALIOU DIEYE",
                2_828,
                "2017-06-15"))
        .stream()
        .filter(bill -> bill.payee().toString().startsWith(utility + "/" + customer + "/"))
        .toList();
  }

  private OwedBill bill(Payee payee, String name, int francs, String dueOn) {
    boolean done = paid.contains(payee.toString());
    Money billed = new Money(francs, XOF);
    Money nothing = Money.zero(XOF);
    return new OwedBill(
        payee,
        name,
        billed,
        done ? nothing : billed,
        done ? billed : nothing,
        null,
        LocalDate.parse(dueOn),
        done,
        false);
  }

  private static OfferedUtility offer(Utility utility) {
    return new OfferedUtility(utility, utility.name(), XOF);
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().start(this::follow);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void follow() {
    Set<String> seen = new HashSet<>();
    while (running) {
      List<String> streams =
          database
              .sql("SELECT DISTINCT stream FROM ledger.event WHERE stream LIKE 'bill-payment:%'")
              .query((row, _) -> row.getString(1))
              .list();
      streams.stream()
          .filter(seen::add)
          .map(stream -> new BillPaymentId(UUID.fromString(stream.substring(13))))
          .forEach(this::carryOut);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void carryOut(BillPaymentId paymentId) {
    send(new SubmitBillPayment(paymentId, new AttemptId(ids.next()), null));
    send(
        new ConfirmBillPayment(
            paymentId,
            new EntryId(ids.next()),
            new Confirmation("55354a218", Map.of("token", "1234-5678-9012", "kwh", "8.3"))));
    database
        .sql(
            """
            SELECT convert_from(payload, 'UTF8')::jsonb ->> 'payee' FROM ledger.event
             WHERE stream = :stream AND sequence = 0\
            """)
        .param("stream", paymentId.toString())
        .query(String.class)
        .optional()
        .ifPresent(paid::add);
  }

  private void send(BillPaymentCommand command) {
    var _ = ledger.send(new LedgerRequest(command, new Requester("system:fake", "system"), null));
  }
}
