package io.griot.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.access.SigningKeys.SigningKey;
import io.griot.identity.id.OrderedIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RotatingKeysTest {
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final IdentityNode node = IdentityNode.start();
  private final SigningKeys keys = keys();
  private final SigningKeys otherNodes = keys();

  @Test
  void one_key_signs_until_the_period_has_passed() {
    SigningKey first = keys.current();
    node.clock.advance(PERIOD.minusMillis(1));
    assertThat(keys.current().keyId()).isEqualTo(first.keyId());
    node.clock.advance(Duration.ofMillis(1));
    SigningKey second = keys.current();
    assertThat(second.keyId()).isNotEqualTo(first.keyId());
    assertThat(keys.current().keyId()).isEqualTo(second.keyId());
    assertThat(otherNodes.current().keyId()).isEqualTo(second.keyId());
  }

  @Test
  void an_old_key_verifies_until_the_last_token_it_signed_has_expired() {
    SigningKey first = keys.current();
    node.clock.advance(PERIOD);
    assertThat(keys.current().keyId()).isNotEqualTo(first.keyId());
    node.clock.advance(LIFETIME.plus(SKEW).minusMillis(1));
    assertThat(keys.find(first.keyId())).contains(first.publicKey());
    node.clock.advance(Duration.ofMillis(1));
    assertThat(keys.find(first.keyId())).isEmpty();
  }

  @Test
  void a_key_that_verifies_nothing_any_more_is_deleted_at_the_next_rotation() {
    SigningKey first = keys.current();
    node.clock.advance(PERIOD);
    keys.current();
    assertThat(count(first)).isEqualTo(1);
    node.clock.advance(PERIOD);
    keys.current();
    assertThat(count(first)).isZero();
    assertThat(node.count("signing_key")).isEqualTo(2);
  }

  @Test
  void a_key_of_another_node_is_found_at_once() {
    SigningKey first = keys.current();
    assertThat(otherNodes.find(first.keyId())).isPresent();
    node.clock.advance(PERIOD);
    SigningKey second = keys.current();
    assertThat(otherNodes.find(second.keyId())).contains(second.publicKey());
    assertThat(otherNodes.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void a_key_deleted_from_the_table_is_trusted_for_a_minute_at_most() {
    SigningKey key = keys.current();
    assertThat(keys.find(key.keyId())).isPresent();
    node.database().sql("DELETE FROM identity.signing_key").update();
    node.clock.advance(Duration.ofMinutes(1).minusMillis(1));
    assertThat(keys.find(key.keyId())).isPresent();
    node.clock.advance(Duration.ofMillis(1));
    assertThat(keys.find(key.keyId())).isEmpty();
    assertThat(keys.current().keyId()).isNotEqualTo(key.keyId());
  }

  @Test
  void nodes_that_race_for_the_first_key_end_with_one() throws InterruptedException {
    List<Object> made = new ArrayList<>();
    for (Object outcome : IdentityNode.together(16, () -> keys().current().keyId())) {
      made.add(outcome);
    }
    assertThat(made).hasSize(16).hasOnlyElementsOfType(UUID.class);
    assertThat(made.stream().distinct()).hasSize(1);
    assertThat(node.count("signing_key")).isEqualTo(1);
  }

  private long count(SigningKey key) {
    return node.count("signing_key WHERE key_id = '" + key.keyId() + "'");
  }

  private SigningKeys keys() {
    return new SigningKeys(
        JdbcClient.create(node.dataSource),
        new TransactionTemplate(new JdbcTransactionManager(node.dataSource)),
        node.clock,
        new OrderedIds(node.clock),
        PERIOD,
        LIFETIME);
  }
}
