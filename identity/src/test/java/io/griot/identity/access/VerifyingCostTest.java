package io.griot.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.IdentitySettings;
import io.griot.identity.person.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With the hash that production uses. */
class VerifyingCostTest {
  private static final String PHONE = "+251911000001";

  @Test
  void keeping_what_was_verified_saves_nearly_all_of_its_cost() {
    IdentityNode node = IdentityNode.start(IdentitySettings.defaults());
    node.people().register(new Registration("A", "B", PHONE, IdentityNode.PASSWORD));
    String token = node.sessions().login(PHONE, IdentityNode.PASSWORD).accessToken();
    Duration basicFirst = median(5, () -> forget(node), () -> basic(node));
    Duration basicKept = median(2_000, () -> {}, () -> basic(node));
    Duration tokenFirst = median(300, () -> forget(node), () -> bearer(node, token));
    Duration tokenKept = median(2_000, () -> {}, () -> bearer(node, token));
    assertThat(basicKept.multipliedBy(100)).isLessThan(basicFirst);
    assertThat(tokenKept.multipliedBy(3)).isLessThan(tokenFirst);
  }

  @Test
  void an_unknown_phone_takes_the_time_of_a_wrong_password() {
    IdentityNode node = IdentityNode.start(IdentitySettings.defaults());
    node.people().register(new Registration("A", "B", PHONE, IdentityNode.PASSWORD));
    Duration wrong = median(5, () -> unlock(node), () -> wrong(node, PHONE));
    Duration unknown = median(5, () -> unlock(node), () -> wrong(node, "+251911000002"));
    Duration unreadable = median(5, () -> unlock(node), () -> wrong(node, "no phone"));
    assertThat(unknown).isGreaterThan(wrong.dividedBy(4));
    assertThat(unreadable).isGreaterThan(wrong.dividedBy(4));
  }

  private static void forget(IdentityNode node) {
    // Any change of roles drops what is kept of the person.
    node.staff().grantRoles(PHONE, Set.of());
  }

  private static void unlock(IdentityNode node) {
    node.database().sql("DELETE FROM identity.failed_attempt").update();
  }

  private static void wrong(IdentityNode node, String phone) {
    assertThat(node.passwords().prove(phone, "wrong password")).isEmpty();
  }

  private static void basic(IdentityNode node) {
    assertThat(node.authenticator().basic(PHONE, IdentityNode.PASSWORD)).isPresent();
  }

  private static void bearer(IdentityNode node, String token) {
    assertThat(node.authenticator().bearer(token)).isPresent();
  }

  private static Duration median(int times, Runnable before, Runnable work) {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      before.run();
      long start = System.nanoTime();
      work.run();
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    Collections.sort(took);
    return took.get(times / 2);
  }
}
