package io.griot.command.gateway;

import io.griot.core.Answer;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.bill.BillPayment;
import io.griot.wire.LedgerAnswers;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.util.Map;

/** The ledger's refusals under the names that the gateway's document gives them. */
final class GatewayRefusals {

  private GatewayRefusals() {}

  /** What a rule refused. */
  static RefusedRequest of(Answer.Refused refused) {
    Rejection rejection = refused.rejection();
    return new RefusedRequest(
        Problem.of(status(rejection.code()), code(rejection.code()), rejection.detail()),
        refused.hit() ? Map.of(LedgerAnswers.HIT, "true") : Map.of());
  }

  /** What was taken on and then refused by the provider, or never reached it. */
  static RefusedRequest refunded(Answer.Accepted accepted) {
    return new RefusedRequest(
        Problem.of(
            400, "PAYMENT_REFUSED", "The provider did not do it; the payer has the money back."),
        LedgerAnswers.headers(accepted).toSingleValueMap());
  }

  /** What was taken on and then refused, since somebody had paid the bill meanwhile. */
  static RefusedRequest paidAlready(Answer.Accepted accepted) {
    return new RefusedRequest(
        Problem.of(
            400,
            RejectionCode.BILL_ALREADY_PAID.name(),
            BillPayment.PAID_ALREADY + " The payer has the money back."),
        LedgerAnswers.headers(accepted).toSingleValueMap());
  }

  /** What only the gateway refuses. */
  static RefusedRequest of(String code, String detail) {
    return new RefusedRequest(Problem.of(400, code, detail));
  }

  /** The document knows no other status for what is refused; a misused key is not in it. */
  private static int status(RejectionCode code) {
    return code == RejectionCode.IDEMPOTENCY_KEY_REUSED ? 422 : 400;
  }

  private static String code(RejectionCode code) {
    return code == RejectionCode.INSUFFICIENT_AVAILABLE_FUNDS
        ? "INSUFFICIENT_BALANCE"
        : code.name();
  }
}
