package io.griot.identity.access;

import static io.griot.identity.IdentityNode.PASSWORD;
import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.griot.identity.IdentityNode;
import io.griot.identity.business.BusinessDetails;
import io.griot.identity.enterprise.IssuedAccessKey;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.RejectionCode;
import io.griot.identity.rejection.TooManyAttempts;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatingTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static final IdentityNode OTHER = NODE.another();
  private static int phones = 911_000_000;

  private final Person person = NODE.register("0" + phones++);
  private final String phone = person.phoneNumber();

  @Test
  void a_token_names_its_person_on_every_node() {
    String token = NODE.sessions().login(phone, PASSWORD).accessToken();
    for (IdentityNode node : Set.of(NODE, OTHER)) {
      Principal principal = node.authenticator().bearer(token).orElseThrow();
      assertThat(principal)
          .isEqualTo(new Principal.OfPerson(person.id(), phone, Set.of(Role.USER), "jwt"));
      assertThat(principal.actor()).isEqualTo("user:" + person.id());
      assertThat(principal.hasRole(Role.USER)).isTrue();
      assertThat(principal.hasRole(Role.ADMIN)).isFalse();
    }
  }

  @Test
  void a_token_is_good_until_its_end_whether_or_not_it_was_verified_before() {
    Session session = NODE.sessions().login(phone, PASSWORD);
    String kept = session.accessToken();
    NODE.clock.advance(
        Duration.between(NODE.clock.instant(), session.accessExpiresAt()).minusMillis(1));
    assertThat(NODE.authenticator().bearer(kept)).isPresent();
    NODE.clock.advance(Duration.ofMillis(1));
    assertThat(NODE.authenticator().bearer(kept)).isEmpty();
    assertThat(OTHER.authenticator().bearer(kept)).isEmpty();
  }

  @Test
  void a_token_outlives_the_rotation_of_its_key() {
    String token = NODE.sessions().login(phone, PASSWORD).accessToken();
    NODE.clock.advance(Duration.ofMinutes(14));
    NODE.database()
        .sql("UPDATE identity.signing_key SET created_at = created_at - interval '30 days'")
        .update();
    String next = OTHER.sessions().login(phone, PASSWORD).accessToken();
    assertThat(NODE.authenticator().bearer(token)).isPresent();
    assertThat(NODE.authenticator().bearer(next)).isPresent();
  }

  @Test
  void a_forged_token_proves_nobody() throws ParseException, JOSEException {
    String token = NODE.sessions().login(phone, PASSWORD).accessToken();
    String[] parts = token.split("\\.", -1);
    String header = parts[0];
    String signature = parts[2];
    Person other = NODE.register("0" + phones++);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace(person.id().toString(), other.id().toString());
    assertNobody(header + "." + base64(claims) + "." + signature);
    assertNobody(base64("{\"alg\":\"none\"}") + "." + parts[1] + ".");
    assertNobody(base64("{\"alg\":\"ES256\"}") + "." + parts[1] + "." + signature);
    assertNobody(base64("{\"alg\":\"ES256\",\"kid\":\"x\"}") + "." + parts[1] + "." + signature);
    assertNobody("");
    assertNobody("a.b.c");
    assertNobody("x".repeat(100_000));
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID(SignedJWT.parse(token).getHeader().getKeyID())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(AccessTokens.ISSUER)
                .subject(person.id().toString())
                .expirationTime(Date.from(NODE.clock.instant().plusSeconds(60)))
                .claim("ver", 1)
                .build());
    hmac.sign(new MACSigner(new byte[32]));
    assertNobody(hmac.serialize());
  }

  @Test
  void basic_proves_by_phone_and_password_and_counts_failures() {
    Principal principal = NODE.authenticator().basic(phone, PASSWORD).orElseThrow();
    assertThat(principal.authenticatedBy()).isEqualTo("basic");
    assertThat(principal.actor()).isEqualTo("user:" + person.id());
    for (int i = 0; i < 5; i++) {
      assertThat(NODE.authenticator().basic(phone, "wrong one")).isEmpty();
    }
    // What was verified before the lock does not outlive it here, and a minute elsewhere.
    assertThatExceptionOfType(TooManyAttempts.class)
        .isThrownBy(() -> NODE.authenticator().basic(phone, PASSWORD))
        .satisfies(locked -> assertThat(locked.retryAfter()).isEqualTo(Duration.ofMinutes(15)));
    assertThat(rejectionOf(() -> NODE.sessions().login(phone, PASSWORD)).code())
        .isEqualTo(RejectionCode.TOO_MANY_ATTEMPTS);
  }

  @Test
  void basic_keeps_phone_and_password_apart() {
    assertThat(NODE.authenticator().basic(phone, PASSWORD)).isPresent();
    String half = PASSWORD.substring(0, 1);
    assertThat(NODE.authenticator().basic(phone + half, PASSWORD.substring(1))).isEmpty();
  }

  @Test
  void a_password_changed_here_counts_at_once_and_elsewhere_after_a_minute() {
    String token = NODE.sessions().login(phone, PASSWORD).accessToken();
    for (IdentityNode node : Set.of(NODE, OTHER)) {
      assertThat(node.authenticator().basic(phone, PASSWORD)).isPresent();
      assertThat(node.authenticator().bearer(token)).isPresent();
    }
    NODE.passwords().change(person.id(), PASSWORD, "another password");
    assertThat(NODE.authenticator().basic(phone, PASSWORD)).isEmpty();
    assertThat(NODE.authenticator().bearer(token)).isEmpty();
    assertThat(NODE.authenticator().basic(phone, "another password")).isPresent();
    NODE.clock.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(OTHER.authenticator().basic(phone, PASSWORD)).isPresent();
    assertThat(OTHER.authenticator().bearer(token)).isPresent();
    NODE.clock.advance(Duration.ofMillis(1));
    assertThat(OTHER.authenticator().basic(phone, PASSWORD)).isEmpty();
    assertThat(OTHER.authenticator().bearer(token)).isEmpty();
  }

  @Test
  void a_role_given_or_taken_counts_at_once_for_tokens_already_issued() {
    String token = NODE.sessions().login(phone, PASSWORD).accessToken();
    assertThat(roles(token)).containsExactly(Role.USER);
    NODE.staff().grantRoles(phone, Set.of(Role.ADMIN));
    assertThat(roles(token)).contains(Role.ADMIN);
    NODE.staff().grantRoles(phone, Set.of());
    assertThat(roles(token)).containsExactly(Role.USER);
    NODE.businesses().create(person.id(), new BusinessDetails("Shop", null, "a@b.et", null, null));
    assertThat(roles(token)).contains(Role.BUSINESS);
  }

  @Test
  void an_access_key_names_its_enterprise_until_it_is_deactivated() {
    IssuedAccessKey issued = NODE.enterprises().create("Bank", true);
    String accessId = issued.key().accessId();
    Principal principal =
        NODE.authenticator().accessKey(accessId, issued.accessSecret()).orElseThrow();
    assertThat(principal)
        .isEqualTo(new Principal.OfEnterprise(issued.key().enterpriseId(), accessId));
    assertThat(principal.actor()).isEqualTo("enterprise:" + issued.key().enterpriseId());
    assertThat(principal.authenticatedBy()).isEqualTo("access-key");
    assertThat(principal.roles()).containsExactly(Role.ENTERPRISE);
    assertThat(NODE.authenticator().accessKey(accessId, "wrong")).isEmpty();
    assertThat(OTHER.authenticator().accessKey(accessId, issued.accessSecret())).isPresent();
    NODE.enterprises().setActive(accessId, false);
    assertThat(NODE.authenticator().accessKey(accessId, issued.accessSecret())).isEmpty();
    NODE.clock.advance(Duration.ofSeconds(60));
    assertThat(OTHER.authenticator().accessKey(accessId, issued.accessSecret())).isEmpty();
  }

  @Test
  void a_burst_with_one_new_credential_gets_in_without_locking_itself_out()
      throws InterruptedException {
    assertThat(IdentityNode.together(30, () -> NODE.authenticator().basic(phone, PASSWORD)))
        .allSatisfy(outcome -> assertThat(outcome).asString().contains(person.id().toString()));
    assertThat(NODE.count("failed_attempt WHERE subject LIKE '%" + phone + "'")).isZero();
  }

  private static Set<Role> roles(String token) {
    return NODE.authenticator().bearer(token).orElseThrow().roles();
  }

  private static void assertNobody(String token) {
    assertThat(NODE.authenticator().bearer(token)).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
