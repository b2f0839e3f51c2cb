package io.griot.query.bill;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utility;
import io.griot.query.bill.UnpaidElement.UnpaidBill;
import io.griot.query.bill.UnpaidElement.WithoutAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks utilities for a customer's bills, all at once; one that fails does not hold up the rest. */
final class UnpaidBills {

  private static final Logger LOG = LoggerFactory.getLogger(UnpaidBills.class);

  private final BillInquiry inquiry;
  private final Duration limit;

  /** Virtual threads, which end with what they were asked. */
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param limit for all of them together; a connector's own limit should be shorter
   */
  UnpaidBills(BillInquiry inquiry, Duration limit) {
    this.inquiry = inquiry;
    this.limit = limit;
  }

  /** In the order of the utilities: their bills, or that one did not answer. */
  List<UnpaidElement> of(List<Utility> utilities, String customer, @Nullable String province) {
    record Asked(Utility utility, Future<List<OwedBill>> answer) {}
    long end = System.nanoTime() + limit.toNanos();
    List<Asked> asked =
        utilities.stream()
            .map(
                utility ->
                    new Asked(
                        utility, asking.submit(() -> inquiry.bills(utility, customer, province))))
            .toList();
    List<UnpaidElement> elements = new ArrayList<>();
    for (Asked each : asked) {
      elements.addAll(await(each.utility(), each.answer(), end));
    }
    return elements;
  }

  private List<UnpaidElement> await(Utility utility, Future<List<OwedBill>> answer, long end) {
    try {
      return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS).stream()
          .filter(bill -> !bill.paid() && bill.due().isPositive())
          .<UnpaidElement>map(UnpaidBill::of)
          .toList();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ProviderUnavailable unavailable) {
        return List.of(
            WithoutAnswer.of(
                utility, Objects.requireNonNullElse(unavailable.getMessage(), noAnswer(utility))));
      }
      LOG.error("{} could not be asked for bills", utility, failed.getCause());
      return List.of(WithoutAnswer.of(utility, noAnswer(utility)));
    } catch (TimeoutException | CancellationException late) {
      answer.cancel(true);
      return List.of(
          WithoutAnswer.of(
              utility, "%s did not answer within %d s.".formatted(utility, limit.toSeconds())));
    } catch (InterruptedException stopping) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return List.of(WithoutAnswer.of(utility, noAnswer(utility)));
    }
  }

  private static String noAnswer(Utility utility) {
    return utility + " does not answer now; try again.";
  }
}
