package io.griot.command.gateway;

import io.griot.identity.access.Principal;
import io.griot.identity.integrator.SavedKind;
import io.griot.identity.integrator.SavedReference;
import io.griot.identity.integrator.SavedReferences;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Fields;
import io.griot.wire.GatewayPhones;
import io.griot.wire.GatewayWords;
import io.griot.wire.JsonBody;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.SavedReferenceAnswers.CustomerReference;
import io.griot.wire.SavedReferenceAnswers.Meter;
import io.griot.wire.SavedReferenceAnswers.Policy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keeps policies, customer references and meters for integrators. */
@RestController
@GatewayWords
class SavingReferences {

  private static final int LONGEST = 64;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final SavedReferences references;
  private final GatewayPhones phones;

  SavingReferences(SavedReferences references, GatewayPhones phones) {
    this.references = references;
    this.phones = phones;
  }

  /** What saving a policy takes. */
  record PolicyToSave(
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String alias,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String police) {}

  /** What saving a customer reference takes. */
  record CustomerReferenceToSave(
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String alias,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String reference) {}

  /** What saving a meter takes. */
  record MeterToSave(
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String alias,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String compteur) {}

  @Operation(
      operationId = "gateway_senelecpolice_create",
      summary = "Saves an electricity policy under a phone",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PolicyToSave.class)))
  @Allow(Role.INTEGRATOR)
  @PostMapping("/senelecpolice")
  Policy savePolicy(@JsonBody Fields body, Principal.OfIntegrator integrator) {
    return Policy.of(save(integrator, SavedKind.SENELEC, body, "police"), phones);
  }

  @Operation(
      operationId = "gateway_sdereference_create",
      summary = "Saves a customer reference of the water company under a phone",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CustomerReferenceToSave.class)))
  @Allow(Role.INTEGRATOR)
  @PostMapping("/sdereference")
  CustomerReference saveCustomerReference(
      @JsonBody Fields body, Principal.OfIntegrator integrator) {
    return CustomerReference.of(save(integrator, SavedKind.SDE, body, "reference"), phones);
  }

  @Operation(
      operationId = "gateway_compteurwoyofal_create",
      summary = "Saves a prepaid meter under a phone",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MeterToSave.class)))
  @Allow(Role.INTEGRATOR)
  @PostMapping("/compteurwoyofal")
  Meter saveMeter(@JsonBody Fields body, Principal.OfIntegrator integrator) {
    return Meter.of(save(integrator, SavedKind.WOYOFAL, body, "compteur"), phones);
  }

  @Operation(
      operationId = "gateway_deletepolice_destroy",
      summary = "Deletes a saved policy",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @DeleteMapping("/deletepolice/{id}")
  void deletePolicy(@PathVariable("id") String id, Principal.OfIntegrator integrator) {
    delete(integrator, SavedKind.SENELEC, id);
  }

  @Operation(
      operationId = "gateway_deleteref_destroy",
      summary = "Deletes a saved customer reference",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @DeleteMapping("/deleteref/{id}")
  void deleteCustomerReference(@PathVariable("id") String id, Principal.OfIntegrator integrator) {
    delete(integrator, SavedKind.SDE, id);
  }

  @Operation(
      operationId = "gateway_deletewoyofal_destroy",
      summary = "Deletes a saved meter",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @DeleteMapping("/deletewoyofal/{id}")
  void deleteMeter(@PathVariable("id") String id, Principal.OfIntegrator integrator) {
    delete(integrator, SavedKind.WOYOFAL, id);
  }

  private SavedReference save(
      Principal.OfIntegrator integrator, SavedKind kind, Fields body, String field) {
    var alias = body.looseText("alias", LONGEST);
    var phone = body.loosePhone("msisdn", phones);
    var reference = body.looseText(field, LONGEST);
    if (!body.faults().isEmpty()) {
      // The document knows no other refusal here than this.
      Problem malformed = Problem.malformed(body.faults());
      throw new RefusedRequest(
          new Problem(
              404, malformed.code(), malformed.detail(), malformed.faults(), malformed.more()));
    }
    return references.add(
        integrator.integratorId(), kind, phone.get(), alias.get(), reference.get());
  }

  private void delete(Principal.OfIntegrator integrator, SavedKind kind, String id) {
    if (!ID.matcher(id).matches()
        || !references.delete(integrator.integratorId(), kind, Long.parseLong(id))) {
      throw new RefusedRequest(Problem.of(404, "REFERENCE_NOT_FOUND", "Not found."));
    }
  }
}
