package io.griot.wire;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.TooManyAttempts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that refuse in the words of the gateway. */
@RestController
@GatewayWords
class GatewayEndpoints {

  private final GatewayPhones phones = GatewayPhones.in("SN");

  record Loose(String text, BigDecimal amount, long phone, String fingerprint) {}

  @Allow(Role.INTEGRATOR)
  @PostMapping("/gateway/loose")
  Loose loose(@JsonBody Fields body) {
    var text = body.looseText("text", 10);
    var amount = body.looseAmount("amount");
    var phone = body.loosePhone("phone", phones);
    body.check();
    return new Loose(
        text.get(),
        amount.get().value(),
        phones.wholeNumber(phone.get()),
        body.fingerprintWithout("pin", "loose"));
  }

  @Allow(Role.INTEGRATOR)
  @GetMapping("/gateway/me")
  UUID me(Principal.OfIntegrator integrator) {
    return integrator.integratorId();
  }

  @GetMapping("/gateway/everybody-known")
  String everybody() {
    return "done";
  }

  @Allow(anyone = true)
  @GetMapping("/gateway/refused")
  String refused(@RequestParam int status) {
    if (status == 429) {
      throw new TooManyAttempts(Duration.ofSeconds(7));
    }
    throw new RefusedRequest(Problem.of(status, "BILL_ALREADY_PAID", "It is so."));
  }

  @Allow(anyone = true)
  @GetMapping("/gateway/fails")
  String fails() {
    throw new IllegalStateException("secret");
  }
}
