package io.griot.bench.stock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was answered under each key, in the transaction of the command's events. */
final class IdempotencyKeys {

  private final JdbcTemplate jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  IdempotencyKeys(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A key without its fingerprint: what may be used once. */
  record Name(String scope, String key) {
    static Name of(IdempotencyKey key) {
      return new Name(key.scope(), key.key());
    }
  }

  /** What is kept under a key. */
  record Kept(IdempotencyKey key, Answer answer) {

    /** The first answer again, or the refusal of another request under the same key. */
    Answer repeat(IdempotencyKey asked) {
      if (!key.fingerprint().equals(asked.fingerprint())) {
        return new Answer.Refused(
            new Rejection(
                RejectionCode.IDEMPOTENCY_KEY_REUSED,
                null,
                "The key was used with another request."),
            answer.position(),
            false);
      }
      return switch (answer) {
        case Answer.Accepted accepted ->
            new Answer.Accepted(accepted.receipt(), accepted.position(), true);
        case Answer.Refused refused ->
            new Answer.Refused(refused.rejection(), refused.position(), true);
      };
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record KeptJson(
      @Nullable Receipt accepted,
      @Nullable RejectionCode refused,
      @Nullable String field,
      @Nullable String detail) {}

  /** Those of the keys that were used before, found by one query. */
  Map<Name, Kept> find(Collection<IdempotencyKey> keys) {
    Map<Name, Kept> found = new HashMap<>();
    if (keys.isEmpty()) {
      return found;
    }
    String[] scopes = keys.stream().map(IdempotencyKey::scope).toArray(String[]::new);
    String[] names = keys.stream().map(IdempotencyKey::key).toArray(String[]::new);
    jdbc.query(
        """
        SELECT scope, key, fingerprint, answer, position FROM ledger.idempotency_key
        WHERE (scope, key) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """,
        row -> {
          IdempotencyKey key =
              new IdempotencyKey(row.getString(1), row.getString(2), row.getString(3));
          found.put(Name.of(key), new Kept(key, read(row.getString(4), row.getLong(5))));
        },
        scopes,
        names);
    return found;
  }

  /**
   * Keeps new answers by one statement.
   *
   * @throws org.springframework.dao.DuplicateKeyException if another commit used a key meanwhile
   */
  void keep(List<Kept> answers) {
    if (answers.isEmpty()) {
      return;
    }
    jdbc.update(
        """
        INSERT INTO ledger.idempotency_key (scope, key, fingerprint, answer, position, recorded_at)
        SELECT scope, key, fingerprint, answer::jsonb, position, ?
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
             AS kept (scope, key, fingerprint, answer, position)
        """,
        clock.instant().atOffset(ZoneOffset.UTC),
        answers.stream().map(kept -> kept.key().scope()).toArray(String[]::new),
        answers.stream().map(kept -> kept.key().key()).toArray(String[]::new),
        answers.stream().map(kept -> kept.key().fingerprint()).toArray(String[]::new),
        answers.stream().map(kept -> write(kept.answer())).toArray(String[]::new),
        answers.stream().map(kept -> kept.answer().position()).toArray(Long[]::new));
  }

  private String write(Answer answer) {
    KeptJson kept =
        switch (answer) {
          case Answer.Accepted accepted -> new KeptJson(accepted.receipt(), null, null, null);
          case Answer.Refused refused ->
              new KeptJson(
                  null,
                  refused.rejection().code(),
                  refused.rejection().field(),
                  refused.rejection().detail());
        };
    try {
      return json.writeValueAsString(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be kept", e);
    }
  }

  private Answer read(String text, long position) {
    try {
      KeptJson kept = json.readValue(text, KeptJson.class);
      if (kept.accepted() != null) {
        return new Answer.Accepted(kept.accepted(), position, false);
      }
      if (kept.refused() != null && kept.detail() != null) {
        Rejection rejection = new Rejection(kept.refused(), kept.field(), kept.detail());
        return new Answer.Refused(rejection, position, false);
      }
      throw new IllegalStateException("A kept answer is neither accepted nor refused: " + text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A kept answer cannot be read: " + text, e);
    }
  }
}
