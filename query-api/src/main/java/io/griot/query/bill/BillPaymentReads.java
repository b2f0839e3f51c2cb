package io.griot.query.bill;

import io.griot.core.id.BillPaymentId;
import io.griot.core.utility.Utility;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.bill.BillPaymentFinder;
import io.griot.projection.bill.BillPaymentFinder.Filter;
import io.griot.projection.bill.BillPaymentView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.ReadableWallets;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows payers what became of their payments to utilities, and the staff what is to be done. */
@RestController
@Tag(name = "bills")
public class BillPaymentReads {

  private final BillPaymentFinder payments;
  private final AccountFinder accounts;
  private final ReadableWallets wallets;
  private final Readers readers;
  private final Freshness freshness;
  private final Times times;
  private final Clock clock;

  BillPaymentReads(
      BillPaymentFinder payments,
      AccountFinder accounts,
      Readers readers,
      Freshness freshness,
      Times times,
      Clock clock) {
    this.payments = payments;
    this.accounts = accounts;
    this.wallets = new ReadableWallets(accounts);
    this.readers = readers;
    this.freshness = freshness;
    this.times = times;
    this.clock = clock;
  }

  @Operation(
      operationId = "bills_payments_list",
      summary = "Payments to utilities, newest first: all for the staff, their own for others")
  @GetMapping("/bills/payments")
  ResponseEntity<List<BillPaymentAnswer>> list(
      @Parameter(
              schema =
                  @Schema(
                      allowableValues = {
                        "funded",
                        "submitted",
                        "unknown",
                        "confirmed",
                        "refunded"
                      }))
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      @Parameter(description = "Only those to this one", example = "SENELEC")
          @RequestParam(name = "utility", required = false)
          @Nullable String utility,
      @Parameter(description = "Only those that are unknown, and were at that time")
          @RequestParam(name = "unknown_before", required = false)
          @Nullable String unknownBefore,
      Paging paging,
      MinPosition least,
      Principal principal) {
    String chosenStatus = status(status);
    Utility chosenUtility = utility(utility);
    Instant unknownAt =
        unknownBefore == null ? null : times.parameter("unknown_before", unknownBefore);
    freshness.require(least, Views.BILL_PAYMENTS, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    Filter filter =
        new Filter(
            reader.everything() ? null : wallets.chosen(null, reader),
            chosenStatus,
            chosenUtility,
            unknownAt);
    List<BillPaymentView> fetched =
        payments.list(
            filter, paging.after(Positions::find).orElse(Long.MAX_VALUE), paging.fetchSize());
    ResponseEntity<List<BillPaymentView>> page =
        paging.page(fetched, payment -> Long.toString(payment.position()));
    Instant now = clock.instant();
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(
            fetched.stream()
                .limit(paging.limit())
                .map(payment -> BillPaymentAnswer.of(payment, reader, now))
                .toList());
  }

  @Operation(
      operationId = "bills_payments_retrieve",
      summary = "A payment to a utility: each step, each attempt and how long they took")
  @GetMapping("/bills/payments/{id}")
  BillPaymentAnswer retrieve(@PathVariable("id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.BILL_PAYMENTS, Views.ACCOUNTS);
    Reader reader = readers.of(principal);
    BillPaymentView payment =
        payments
            .find(new BillPaymentId(id))
            .filter(found -> mayRead(found, reader))
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        Problem.of(
                            404, "BILL_PAYMENT_NOT_FOUND", "id", "There is no such payment.")));
    return BillPaymentAnswer.of(
        payment, payments.steps(payment.paymentId()), reader, principal.actor(), clock.instant());
  }

  private boolean mayRead(BillPaymentView payment, Reader reader) {
    return reader.everything()
        || accounts.find(payment.walletId()).filter(reader::owns).isPresent();
  }

  private static @Nullable String status(@Nullable String text) {
    return text == null
        ? null
        : BillPaymentView.status(text)
            .orElseThrow(
                () ->
                    RefusedRequest.badField(
                        "status",
                        "is not a status; send funded, submitted, unknown, confirmed or refunded"));
  }

  private static @Nullable Utility utility(@Nullable String text) {
    return text == null
        ? null
        : Utility.parse(text)
            .orElseThrow(
                () ->
                    RefusedRequest.badField(
                        "utility", "is not a utility; /bills/utilities/ lists them"));
  }
}
