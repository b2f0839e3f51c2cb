package io.griot.sandbox.exchange;

import io.griot.sandbox.fault.OrderedFault;
import io.griot.sandbox.operation.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries a call out as the fault that it meets will have it. */
final class Misbehaviour {
  private static final int BAD_GATEWAY = 502;

  /** What makes a payment the same as an earlier one. */
  private record Payment(Operation operation, Set<String> references, String amount) {}

  private final Site site;
  private final Duration slow;
  private final Set<Payment> takenOnce = ConcurrentHashMap.newKeySet();

  Misbehaviour(Site site, Duration slow) {
    this.site = site;
    this.slow = slow;
  }

  /** The answer, or none where the connection is cut. */
  Optional<Reply> meet(Recognised.Asked asked, OrderedFault ordered) throws InterruptedException {
    return switch (ordered.fault()) {
      case REFUSE -> Optional.of(site.refusal(asked, ordered.parameter()));
      case SLOW -> {
        Reply reply = behave(asked);
        Thread.sleep(ordered.milliseconds(slow));
        yield Optional.of(reply);
      }
      case CUT_OFF_BEFORE_READING -> Optional.empty();
      case CUT_OFF_AFTER_EFFECT -> {
        behave(asked);
        yield Optional.empty();
      }
      case BLANK_BODY -> {
        behave(asked);
        yield Optional.of(Reply.empty(200));
      }
      case HTML_WITHOUT_EFFECT -> Optional.of(page(ordered));
      case HTML_WITH_EFFECT -> {
        behave(asked);
        yield Optional.of(page(ordered));
      }
      case MALFORMED_JSON -> Optional.of(behave(asked).half());
      case DUPLICATE_REFUSED -> takeOnce(asked, ordered);
      case UNAUTHORIZED -> Optional.of(site.revoke(asked) ? site.unauthorized() : behave(asked));
      case TOO_MANY_REQUESTS ->
          Optional.of(
              Reply.json(429, Json.object().put("detail", "Request was throttled."))
                  .header("Retry-After", Integer.toString(ordered.number(1))));
      case SERVER_ERROR_WITHOUT_EFFECT -> Optional.of(serverError());
      case SERVER_ERROR_WITH_EFFECT -> {
        behave(asked);
        yield Optional.of(serverError());
      }
    };
  }

  /** Carries the call out, unless it repeats a payment that may be made once only. */
  Reply behave(Recognised.Asked asked) {
    return takenOnce.contains(payment(asked)) ? site.alreadyPaid(asked) : asked.carryOut().get();
  }

  void forget() {
    takenOnce.clear();
  }

  private Optional<Reply> takeOnce(Recognised.Asked asked, OrderedFault ordered) {
    Payment payment = payment(asked);
    if (asked.operation().kind() != Operation.Kind.PAYING) {
      return Optional.of(asked.carryOut().get());
    }
    if (!takenOnce.add(payment)) {
      return Optional.of(site.alreadyPaid(asked));
    }
    Reply reply = asked.carryOut().get();
    if (!reply.effect()) {
      takenOnce.remove(payment);
      return Optional.of(reply);
    }
    return ordered.parameter().isEmpty() ? Optional.empty() : Optional.of(site.alreadyPaid(asked));
  }

  private static Payment payment(Recognised.Asked asked) {
    return new Payment(asked.operation(), asked.references(), asked.amount());
  }

  private static Reply page(OrderedFault ordered) {
    return Reply.html(ordered.number(BAD_GATEWAY));
  }

  private static Reply serverError() {
    return Reply.json(500, Json.object().put("detail", "Internal server error."));
  }
}
