package io.griot.wire;

import io.griot.core.LedgerUnavailable;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.TooManyAttempts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;

/** What each exception is to a client. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  /** Of a provider, which does not come back within a second. */
  private static final String PROVIDER_RETRY_AFTER_SECONDS = "30";

  private Problems() {}

  /** A problem with the headers that go with it. */
  record Answer(Problem problem, Map<String, String> headers) {
    Answer(Problem problem) {
      this(problem, Map.of());
    }
  }

  static Answer of(Throwable thrown) {
    return switch (thrown) {
      case RefusedRequest refused -> new Answer(refused.problem(), refused.headers());
      case Rejection rejection -> new Answer(of(rejection, Map.of()));
      case TooManyAttempts locked ->
          new Answer(
              Problem.of(429, locked.code().name(), sentence(locked)),
              Map.of("Retry-After", Long.toString(locked.retryAfterSeconds())));
      case IdentityRejection rejection -> of(rejection);
      case LedgerUnavailable ignored ->
          new Answer(
              Problem.of(
                  503, "LEDGER_UNAVAILABLE", "The ledger cannot take requests now; try again."),
              Map.of("Retry-After", RETRY_AFTER_SECONDS));
      case ProviderUnavailable unavailable ->
          new Answer(
              Problem.of(503, "PROVIDER_UNAVAILABLE", sentence(unavailable))
                  .with("utility", unavailable.utility().name()),
              Map.of("Retry-After", PROVIDER_RETRY_AFTER_SECONDS));
      case DataAccessResourceFailureException gone -> databaseGone(gone);
      case CannotCreateTransactionException gone -> databaseGone(gone);
      case MethodArgumentTypeMismatchException mismatch -> new Answer(of(mismatch));
      case MissingServletRequestParameterException missing ->
          new Answer(
              Problem.malformed(
                  List.of(
                      new FieldFault(
                          missing.getParameterName(),
                          FieldFault.MISSING_FIELD,
                          "is missing; send it"))));
      case HttpRequestMethodNotSupportedException unsupported -> of(unsupported);
      case MultipartException ignored -> new Answer(of(400));
      case ErrorResponse response -> of(response);
      case ClientAbortException lost -> connectionLost(lost);
      case AsyncRequestNotUsableException lost -> connectionLost(lost);
      default -> fault(thrown);
    };
  }

  /**
   * A rule's refusal.
   *
   * @param wireNames the wire's names of the fields that the ledger names otherwise
   */
  static Problem of(Rejection rejection, Map<String, String> wireNames) {
    int status = status(rejection.code().kind());
    String code = rejection.code().name();
    String field = rejection.field();
    return field == null
        ? Problem.of(status, code, rejection.detail())
        : Problem.of(status, code, wireNames.getOrDefault(field, field), rejection.detail());
  }

  private static Answer of(IdentityRejection rejection) {
    int status =
        switch (rejection.code().kind()) {
          case MALFORMED -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case REFUSED -> 422;
          case THROTTLED -> 429;
          case UNAVAILABLE -> 503;
        };
    boolean ofFields = status != 401 && status != 403;
    List<FieldFault> faults =
        rejection.context().entrySet().stream()
            .filter(fault -> ofFields)
            .map(fault -> new FieldFault(fault.getKey(), rejection.code().name(), fault.getValue()))
            .toList();
    return new Answer(
        new Problem(status, rejection.code().name(), sentence(rejection), faults, Map.of()),
        status == 503 ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of());
  }

  private static String sentence(IdentityRejection rejection) {
    String message = rejection.getMessage();
    return message == null ? rejection.code().name() : message;
  }

  private static String sentence(ProviderUnavailable unavailable) {
    String message = unavailable.getMessage();
    return message == null ? "The provider does not answer now; try again." : message;
  }

  static int status(RejectionCode.Kind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case REFUSED -> 422;
    };
  }

  /** A status without an exception. */
  static Problem of(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return switch (status) {
      case 400 -> Problem.of(400, "MALFORMED_REQUEST", "The request is malformed.");
      case 401 -> Problem.unauthenticated();
      case 403 -> Problem.of(403, "FORBIDDEN", "This is not allowed.");
      case 404 -> Problem.of(404, "NOT_FOUND", "There is nothing at this path.");
      case 405 -> Problem.of(405, "METHOD_NOT_ALLOWED", "This path has no such method.");
      case 406 -> Problem.of(406, "NOT_ACCEPTABLE", "The answer would be application/json.");
      case 413 -> Problem.of(413, "BODY_TOO_LARGE", "The body is too large.");
      case 415 -> Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json.");
      default ->
          known == null
              ? Problem.of(status, "ERROR", "The request failed.")
              : Problem.of(status, known.name(), known.getReasonPhrase() + ".");
    };
  }

  /** A request that came while the server was stopping, and was not looked at. */
  static Answer stopping() {
    return new Answer(
        Problem.of(503, "SERVICE_UNAVAILABLE", "The server is stopping; try again."),
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }

  /** Something of ours broke: the client hears a name under which it stands in the log. */
  static Answer fault(Throwable thrown) {
    String incident = UUID.randomUUID().toString();
    LOG.error("Incident {}", incident, thrown);
    return new Answer(
        Problem.of(
                500,
                "INTERNAL_ERROR",
                "Something broke on our side; when you report it, name incident " + incident + ".")
            .with("incident", incident));
  }

  private static Answer databaseGone(RuntimeException gone) {
    LOG.warn("The database does not answer: {}", gone.toString());
    return new Answer(
        Problem.of(503, "DATABASE_UNAVAILABLE", "The database does not answer now; try again."),
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }

  /** The client went away, or sent less than it announced. */
  static Answer connectionLost(IOException lost) {
    LOG.debug("The client went away", lost);
    return new Answer(Problem.of(400, "MALFORMED_REQUEST", "The body ended too soon."));
  }

  private static Answer of(ErrorResponse response) {
    int status = response.getStatusCode().value();
    if (status >= 500 && response instanceof Throwable thrown && status != 503) {
      return fault(thrown);
    }
    return new Answer(of(status), headers(response.getHeaders()));
  }

  private static Answer of(HttpRequestMethodNotSupportedException unsupported) {
    String allowed = String.join(", ", allowed(unsupported));
    return new Answer(
        Problem.of(
            405,
            "METHOD_NOT_ALLOWED",
            "This path has no %s; it has %s."
                .formatted(Shown.cut(unsupported.getMethod()), allowed)),
        Map.of("Allow", allowed));
  }

  private static List<String> allowed(HttpRequestMethodNotSupportedException unsupported) {
    Set<HttpMethod> methods = unsupported.getSupportedHttpMethods();
    return methods == null ? List.of() : methods.stream().map(HttpMethod::name).sorted().toList();
  }

  private static Problem of(MethodArgumentTypeMismatchException mismatch) {
    Object value = mismatch.getValue();
    String shown = value == null ? "nothing" : Shown.quoted(value.toString());
    Class<?> type = mismatch.getRequiredType();
    String wanted;
    if (type == UUID.class) {
      wanted = "a UUID, as 0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3";
    } else if (type == Integer.class || type == int.class || type == long.class) {
      wanted = "a whole number";
    } else if (type == Boolean.class || type == boolean.class) {
      wanted = "true or false";
    } else {
      wanted = "a value of another form";
    }
    return Problem.malformed(
        List.of(FieldFault.invalid(mismatch.getName(), shown + " will not do; send " + wanted)));
  }

  private static Map<String, String> headers(HttpHeaders headers) {
    Map<String, String> single = new LinkedHashMap<>();
    headers.forEach((name, values) -> single.put(name, String.join(", ", values)));
    return single;
  }
}
