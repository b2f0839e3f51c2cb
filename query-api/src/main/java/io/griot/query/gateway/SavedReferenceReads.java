package io.griot.query.gateway;

import io.griot.identity.access.Principal;
import io.griot.identity.integrator.SavedKind;
import io.griot.identity.integrator.SavedReference;
import io.griot.identity.integrator.SavedReferences;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.GatewayPhones;
import io.griot.wire.GatewayWords;
import io.griot.wire.SavedReferenceAnswers.Meter;
import io.griot.wire.SavedReferenceAnswers.Policy;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows integrators what they saved under a phone; under what is no phone, nothing can be. The
 * lists are short and whole, as their clients expect.
 */
@RestController
@GatewayWords
public class SavedReferenceReads {

  private final SavedReferences references;
  private final GatewayPhones phones;

  SavedReferenceReads(SavedReferences references, GatewayPhones phones) {
    this.references = references;
    this.phones = phones;
  }

  @Operation(
      operationId = "gateway_senelecpolice_list",
      summary = "The electricity policies saved under a phone",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @GetMapping("/senelecpolice/{phone_number}")
  List<Policy> policies(
      @PathVariable("phone_number") String phone, Principal.OfIntegrator integrator) {
    return of(SavedKind.SENELEC, phone, integrator).stream()
        .map(saved -> Policy.of(saved, phones))
        .toList();
  }

  @Operation(
      operationId = "gateway_sdereference_list",
      summary = "The customer references of the water company saved under a phone",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @GetMapping("/sdereference/{phone_number}")
  List<Policy> customerReferences(
      @PathVariable("phone_number") String phone, Principal.OfIntegrator integrator) {
    return of(SavedKind.SDE, phone, integrator).stream()
        .map(saved -> Policy.of(saved, phones))
        .toList();
  }

  @Operation(
      operationId = "gateway_compteurwoyofal_list",
      summary = "The prepaid meters saved under a phone",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @GetMapping("/compteurwoyofal/{phone_number}")
  List<Meter> meters(
      @PathVariable("phone_number") String phone, Principal.OfIntegrator integrator) {
    return of(SavedKind.WOYOFAL, phone, integrator).stream()
        .map(saved -> Meter.of(saved, phones))
        .toList();
  }

  private List<SavedReference> of(SavedKind kind, String phone, Principal.OfIntegrator integrator) {
    return phones
        .find(phone)
        .map(number -> references.of(integrator.integratorId(), kind, number))
        .orElse(List.of());
  }
}
