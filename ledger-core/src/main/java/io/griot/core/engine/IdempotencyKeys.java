package io.griot.core.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.griot.core.Answer;
import io.griot.core.IdempotencyKey;
import io.griot.core.Receipt;
import io.griot.core.Rejection;
import io.griot.core.RejectionCode;
import io.griot.core.engine.copy.CopyRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was answered under each key, in the transaction of the command's events. */
final class IdempotencyKeys {

  private static final int COLUMNS = 6;
  private static final int EXPECTED_ROW_BYTES = 600;

  private final ObjectMapper json;

  IdempotencyKeys(ObjectMapper json) {
    this.json = json;
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
  Map<Name, Kept> find(Connection connection, Collection<IdempotencyKey> keys) throws SQLException {
    Map<Name, Kept> found = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT k.scope, k.key, k.fingerprint, k.answer, k.position
              FROM unnest(?, ?) AS asked (scope, key)
              JOIN ledger.idempotency_key k ON k.scope = asked.scope AND k.key = asked.key\
            """)) {
      statement.setArray(
          1, connection.createArrayOf("text", keys.stream().map(IdempotencyKey::scope).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", keys.stream().map(IdempotencyKey::key).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          IdempotencyKey key =
              new IdempotencyKey(row.getString(1), row.getString(2), row.getString(3));
          found.put(Name.of(key), new Kept(key, read(row.getBytes(4), row.getLong(5))));
        }
      }
    }
    return found;
  }

  /** What a batch answered, ready to be kept in its transaction. */
  CopyRows rows(Collection<Kept> answers, Instant recordedAt) {
    long microseconds = ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
    CopyRows copy = new CopyRows(COLUMNS, answers.size() * EXPECTED_ROW_BYTES);
    for (Kept kept : answers) {
      copy.row()
          .bigint(kept.answer().position())
          .timestamp(microseconds)
          .text(kept.key().scope())
          .text(kept.key().key())
          .text(kept.key().fingerprint())
          .bytes(write(kept.answer()));
    }
    return copy;
  }

  /** Keeps a batch's answers by one statement. */
  static void keep(Connection connection, CopyRows rows) throws SQLException {
    rows.send(
        connection,
        "ledger.idempotency_key (position, recorded_at, scope, key, fingerprint, answer)");
  }

  private byte[] write(Answer answer) {
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
      return json.writeValueAsBytes(kept);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be kept", e);
    }
  }

  private Answer read(byte[] text, long position) {
    try {
      KeptJson kept = json.readValue(text, KeptJson.class);
      if (kept.accepted() != null) {
        return new Answer.Accepted(kept.accepted(), position, false);
      }
      if (kept.refused() != null && kept.detail() != null) {
        Rejection rejection = new Rejection(kept.refused(), kept.field(), kept.detail());
        return new Answer.Refused(rejection, position, false);
      }
      throw new IllegalStateException(
          "A kept answer is neither accepted nor refused: "
              + new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(
          "A kept answer cannot be read: " + new String(text, StandardCharsets.UTF_8), e);
    }
  }
}
