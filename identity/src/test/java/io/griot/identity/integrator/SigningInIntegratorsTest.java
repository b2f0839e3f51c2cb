package io.griot.identity.integrator;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningInIntegratorsTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static final String PASSWORD = "correct horse";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static String newName() {
    return "kiosk." + NAMES.incrementAndGet() + "@dakar";
  }

  private static Integrator integrator() {
    return NODE.integrators().create("Kiosk", newName(), PASSWORD);
  }

  private static String token(Integrator integrator) {
    return NODE.integrators().signIn(integrator.username(), PASSWORD).orElseThrow();
  }

  @Test
  void an_integrator_is_an_enterprise_without_an_access_key() {
    Integrator integrator = integrator();
    assertThat(NODE.enterprises().find(integrator.enterpriseId()))
        .hasValueSatisfying(enterprise -> assertThat(enterprise.name()).isEqualTo("Kiosk"));
    assertThat(NODE.enterprises().keysOf(integrator.enterpriseId())).isEmpty();
    assertThat(NODE.integrators().newestFirst(1, null)).containsExactly(integrator);
    assertThat(NODE.integrators().newestFirst(1, integrator.id())).doesNotContain(integrator);
  }

  @Test
  void its_password_is_kept_only_as_a_slow_hash_and_its_token_only_as_a_hash() {
    Integrator integrator = integrator();
    String token = token(integrator);
    assertThat(token).hasSize(43);
    assertThat(NODE.count("integrator WHERE password_hash LIKE '$argon2id$%'"))
        .isEqualTo(NODE.count("integrator"));
    assertThat(NODE.count("integrator_token WHERE token_sha256 = sha256('" + token + "'::bytea)"))
        .isEqualTo(1);
  }

  @Test
  void a_token_names_the_integrator_and_opens_the_gateway_alone() {
    Integrator integrator = integrator();
    Optional<Principal> principal = NODE.authenticator().gatewayToken(token(integrator));
    assertThat(principal)
        .contains(new Principal.OfIntegrator(integrator.id(), integrator.enterpriseId()));
    assertThat(principal.orElseThrow().roles()).containsExactly(Role.INTEGRATOR);
    assertThat(principal.orElseThrow().actor())
        .isEqualTo("enterprise:" + integrator.enterpriseId());
    assertThat(principal.orElseThrow().authenticatedBy()).isEqualTo("token");
    assertThat(NODE.authenticator().gatewayToken("x")).isEmpty();
    assertThat(NODE.authenticator().gatewayToken("")).isEmpty();
    assertThat(NODE.authenticator().bearer(token(integrator))).isEmpty();
  }

  @Test
  void a_wrong_password_and_an_unknown_name_are_nobodys() {
    Integrator integrator = integrator();
    assertThat(NODE.integrators().signIn(integrator.username(), "wrong horse")).isEmpty();
    assertThat(NODE.integrators().signIn(newName(), PASSWORD)).isEmpty();
    assertThat(NODE.integrators().signIn("no name\0", PASSWORD)).isEmpty();
  }

  @Test
  void five_failures_lock_a_name_known_or_not_in_whatever_case_and_the_lock_ends() {
    Integrator integrator = integrator();
    String upper = integrator.username().toUpperCase(java.util.Locale.ROOT);
    String unknown = newName();
    for (int i = 0; i < 5; i++) {
      assertThat(NODE.integrators().signIn(i % 2 == 0 ? integrator.username() : upper, "wrong"))
          .isEmpty();
      assertThat(NODE.integrators().signIn(unknown, "wrong")).isEmpty();
    }
    assertThat(rejectionOf(() -> NODE.integrators().signIn(integrator.username(), PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    assertThat(rejectionOf(() -> NODE.integrators().signIn(unknown, PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
    NODE.clock.advance(Duration.ofMinutes(15));
    assertThat(NODE.integrators().signIn(integrator.username(), PASSWORD)).isPresent();
  }

  @Test
  void a_name_belongs_to_one_integrator_whatever_its_case() {
    Integrator integrator = integrator();
    String upper = integrator.username().toUpperCase(java.util.Locale.ROOT);
    long enterprises = NODE.count("enterprise");
    assertThat(rejectionOf(() -> NODE.integrators().create("Other", upper, PASSWORD)).code())
        .isEqualTo(RejectionCode.USERNAME_TAKEN);
    assertThat(NODE.count("enterprise")).isEqualTo(enterprises);
    assertThat(NODE.integrators().signIn(upper, PASSWORD)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "é", "a\n"})
  void a_name_is_of_letters_digits_and_a_few_signs(String username) {
    assertThat(rejectionOf(() -> NODE.integrators().create("Kiosk", username, PASSWORD)).code())
        .isEqualTo(RejectionCode.USERNAME_INVALID);
  }

  @Test
  void all_that_is_wrong_is_named_at_once() {
    assertThat(
            rejectionOf(() -> NODE.integrators().create(" ", "a".repeat(151), "seven77")).context())
        .containsOnlyKeys("name", "username", "password");
    assertThat(NODE.integrators().create("Kiosk", "a".repeat(150), "eight888")).isNotNull();
  }

  @Test
  void a_token_lives_while_it_is_used_and_ends_thirty_days_after() {
    Integrator integrator = integrator();
    String used = token(integrator);
    String idle = token(integrator);
    NODE.clock.advance(Duration.ofDays(20));
    assertThat(NODE.integrators().verify(used)).isPresent();
    NODE.clock.advance(Duration.ofDays(10));
    assertThat(NODE.integrators().verify(idle)).isEmpty();
    assertThat(NODE.authenticator().gatewayToken(idle)).isEmpty();
    assertThat(NODE.integrators().verify(used)).isPresent();
    NODE.clock.advance(Duration.ofDays(30));
    assertThat(NODE.integrators().verify(used)).isEmpty();
  }

  @Test
  void an_integrator_has_a_hundred_tokens_at_most_the_newest() {
    Integrator integrator = integrator();
    String first = token(integrator);
    Set<String> others = new HashSet<>();
    for (int i = 0; i < Integrators.MOST_TOKENS; i++) {
      assertThat(NODE.integrators().verify(first)).isPresent();
      NODE.clock.advance(Duration.ofSeconds(1));
      others.add(token(integrator));
    }
    assertThat(NODE.integrators().verify(first)).isEmpty();
    assertThat(others)
        .allSatisfy(other -> assertThat(NODE.integrators().verify(other)).isPresent());
  }

  @Test
  void a_switched_off_enterprise_is_signed_out_at_once_and_cannot_sign_in() {
    Integrator integrator = integrator();
    String token = token(integrator);
    assertThat(NODE.authenticator().gatewayToken(token)).isPresent();
    NODE.enterprises().setActive(integrator.enterpriseId(), false);
    assertThat(NODE.authenticator().gatewayToken(token)).isEmpty();
    assertThat(NODE.integrators().signIn(integrator.username(), PASSWORD)).isEmpty();
  }
}
