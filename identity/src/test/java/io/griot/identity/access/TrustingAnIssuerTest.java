package io.griot.identity.access;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.griot.identity.IdentityNode;
import io.griot.identity.person.Person;
import io.griot.identity.rejection.RejectionCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustingAnIssuerTest {
  private static final String AUDIENCE = "griot-api";
  private static final String PHONE = "+251911000001";

  private final ECKey key = generate("issuer-key");
  private final HttpServer server = open();
  private final String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
  private final IdentityNode node =
      IdentityNode.start(IdentityNode.cheap(URI.create(issuer), AUDIENCE));
  private final Person person = node.register(PHONE);

  @BeforeEach
  void serve() {
    serveDiscovery();
    serve("/jwks", new JWKSet(key.toPublicJWK()).toString());
  }

  private void serveDiscovery() {
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\",\"subject_types_supported\":[\"public\"]}"
            .formatted(issuer, issuer));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void finds_the_person_by_the_phone_that_the_issuer_names() throws JOSEException {
    Principal principal = node.authenticator().bearer(token(key, claims -> {})).orElseThrow();
    assertThat(principal.actor()).isEqualTo("user:" + person.id());
    assertThat(principal.authenticatedBy()).isEqualTo("oidc");
  }

  @Test
  void a_token_is_good_until_its_end() throws JOSEException {
    String token = token(key, claims -> {});
    node.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(node.authenticator().bearer(token)).isPresent();
    node.clock.advance(Duration.ofMillis(1));
    assertThat(node.authenticator().bearer(token)).isEmpty();
  }

  @Test
  void refuses_a_token_that_proves_no_person_of_ours() throws JOSEException {
    assertNobody(claims -> claims.claim("phone_number", "+251911000002"));
    assertNobody(claims -> claims.claim("phone_number", null));
    assertNobody(claims -> claims.claim("phone_number_verified", false));
    assertNobody(claims -> claims.claim("phone_number_verified", null));
    assertNobody(claims -> claims.audience("another-api"));
    assertNobody(claims -> claims.issuer("http://another.example"));
    assertNobody(claims -> claims.expirationTime(null));
    assertThat(node.authenticator().bearer(token(generate("issuer-key"), claims -> {}))).isEmpty();
  }

  @Test
  void asks_the_issuer_only_at_the_first_token_and_again_after_a_failure() throws JOSEException {
    server.removeContext("/.well-known/openid-configuration");
    String token = token(key, claims -> {});
    assertThat(rejectionOf(() -> node.authenticator().bearer(token)).code())
        .isEqualTo(RejectionCode.IDENTITY_PROVIDER_UNAVAILABLE);
    serveDiscovery();
    assertThat(node.authenticator().bearer(token)).isPresent();
  }

  private void assertNobody(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    assertThat(node.authenticator().bearer(token(key, change))).isEmpty();
  }

  private String token(ECKey signer, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject("someone")
            .audience(AUDIENCE)
            .issueTime(Date.from(node.clock.instant()))
            .expirationTime(Date.from(node.clock.instant().plus(Duration.ofMinutes(10))))
            .claim("phone_number", PHONE)
            .claim("phone_number_verified", true);
    change.accept(claims);
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(signer.getKeyID()).build(),
            claims.build());
    token.sign(new ECDSASigner(signer));
    return token.serialize();
  }

  private void serve(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals(path) ? 200 : 404, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private static HttpServer open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey generate(String keyId) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(keyId).algorithm(JWSAlgorithm.ES256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
