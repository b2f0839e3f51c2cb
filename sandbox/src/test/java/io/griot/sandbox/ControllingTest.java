package io.griot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.sandbox.Wire.Seen;
import io.griot.sandbox.catalogue.Catalogue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests in other processes see effects and order faults over HTTP, at either provider's listener.
 */
class ControllingTest {
  private Sandbox sandbox;
  private Caller caller;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard(Clock.systemUTC()));
    caller = Caller.of(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void effects_are_listed_at_both_listeners_all_or_of_one_reference() {
    Payment.SENELEC.pay(caller, "9000000001");
    Payment.REGIDESO.pay(caller, "900001");

    for (URI url : new URI[] {sandbox.wizallUrl(), sandbox.regidesoUrl()}) {
      Seen all = Wire.send(url, "GET", "/_sandbox/effects", Map.of(), "");
      assertThat(all.json()).hasSize(2);
      assertThat(all.json().path(1).path("amount").decimalValue()).isEqualByComparingTo("25601.03");
      assertThat(all.json().path(0).path("operation").stringValue()).isEqualTo("SENELEC_PAYMENT");
    }
    assertThat(caller.control("GET", "effects/?reference=900001", "").json()).hasSize(1);
  }

  @Test
  void a_fault_is_ordered_listed_met_and_taken_back() {
    caller.control(
        "POST",
        "faults",
        "{\"reference\":\"9000000001\",\"fault\":\"slow=1\",\"times\":3,\"operations\":\"any\"}");
    caller.control("POST", "faults", "{\"reference\":\"9000000001\",\"fault\":\"blank-body\"}");
    assertThat(caller.control("GET", "faults", "").json())
        .hasSize(2)
        .first()
        .satisfies(
            fault -> {
              assertThat(fault.path("fault").stringValue()).isEqualTo("slow=1");
              assertThat(fault.path("effect").booleanValue()).isTrue();
              assertThat(fault.path("times").intValue()).isEqualTo(3);
            });

    caller.control("DELETE", "faults?reference=9000000001", "");
    assertThat(caller.control("GET", "faults", "").body()).isEqualTo("[]");

    caller.control("POST", "faults", "{\"reference\":\"9000000001\",\"fault\":\"blank-body\"}");
    assertThat(Payment.SENELEC.pay(caller, "9000000001").body()).isEmpty();
  }

  @Test
  void a_provider_dies_and_comes_back() {
    assertThat(caller.control("POST", "dead", "{\"provider\":\"regideso\"}").status())
        .isEqualTo(200);
    assertThat(
            Wire.send(
                    sandbox.wizallUrl(),
                    "POST",
                    "/_sandbox/alive",
                    Map.of(),
                    "{\"provider\":\"regideso\"}")
                .status())
        .isEqualTo(200);

    assertThat(caller.control("GET", "effects", "").status()).isEqualTo(200);
  }

  @Test
  void latency_float_bills_and_reset() {
    caller.control("POST", "latency", "{\"provider\":\"WIZALL\",\"milliseconds\":400}");
    caller.control("POST", "float", "{\"amount\":4}");
    caller.control(
        "POST",
        "bills/senelec",
        """
        {"police":"X-1","numfacture":"F-1","client":"SARR","montant":"5","dateecheance":"2027-01-02"}
        """);
    caller.control(
        "POST",
        "bills/sde",
        """
        {"reference_client":"Y-1","reference_facture":"F-2","nom":"SARR","prenom":"OUMY",
         "montant":4,"date_echeance":"2027-01-02"}
        """);
    caller.control(
        "POST",
        "bills/regideso",
        """
        {"fae_id":"F-3","ref_client":"Z-1","nom_client":"MBUYI","numero_fac":"N-1",
         "date_fac":"2026-09-30","ref_agence":"GOMA","ref_province":"NK","montant_fac":"1.25"}
        """);

    long began = System.nanoTime();
    assertThat(caller.paySenelec("X-1", "F-1", 5).body()).contains("INSUFFICIENT_BALANCE");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(399));
    assertThat(caller.paySde("Y-1", "F-2", 4).status()).isEqualTo(200);
    assertThat(caller.readRegideso("NK", "Z-1").json().path("data")).hasSize(1);

    caller.control("POST", "reset", "");
    assertThat(caller.control("GET", "effects", "").body()).isEqualTo("[]");
    assertThat(caller.wizall("GET", "/sde/Y-1/", "").body()).isEqualTo("[]");
  }

  @Test
  void the_catalogue_names_every_special_reference() {
    assertThat(caller.control("GET", "catalogue", "").json()).hasSize(Catalogue.special().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | faults | {}",
        "POST | faults | {\"reference\":\"1\",\"fault\":\"none\"}",
        "POST | faults | {\"reference\":\"1\",\"fault\":\"slow\",\"operations\":\"none\"}",
        "POST | faults | {\"reference\":\"1\",\"fault\":\"slow\",\"times\":0}",
        "POST | dead | {\"provider\":\"none\"}",
        "POST | latency | {\"milliseconds\":-1}",
        "POST | float | {\"amount\":1.5}",
        "POST | bills/senelec | []",
      })
  void a_wrong_order_is_refused(String method, String path, String body) {
    assertThat(caller.control(method, path, body).status()).isEqualTo(400);
  }

  @Test
  void there_are_no_other_controls() {
    assertThat(caller.control("GET", "secrets", "").status()).isEqualTo(404);
  }
}
