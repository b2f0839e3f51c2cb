package io.griot.command.gateway;

import io.griot.core.money.MajorUnits;
import io.griot.core.utility.Carrier;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import io.griot.identity.access.Principal;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.phone.PhoneNumber;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.Fields;
import io.griot.wire.GatewayBills.Airtime;
import io.griot.wire.GatewayBills.SdeBill;
import io.griot.wire.GatewayBills.SenelecBill;
import io.griot.wire.GatewayBills.Standing;
import io.griot.wire.GatewayBills.Units;
import io.griot.wire.GatewayPhones;
import io.griot.wire.GatewayWords;
import io.griot.wire.Given;
import io.griot.wire.Idempotency;
import io.griot.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pays bills and buys units and airtime for the customers of integrators. */
@RestController
@GatewayWords
class PayingByGateway {

  private static final int LONGEST = 64;
  private static final String PIN = "pincode";
  private static final String KNOWN = "Paid";
  private static final String UNKNOWN =
      "Taken on; the outcome is not known yet. A repeat under the same key asks for it again";

  private final GatewayPayments payments;
  private final GatewayPayers payers;
  private final GatewayPhones phones;

  PayingByGateway(GatewayPayments payments, GatewayPayers payers, GatewayPhones phones) {
    this.payments = payments;
    this.payers = payers;
    this.phones = phones;
  }

  /** What paying an electricity bill takes. */
  record SenelecPayment(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String police,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String numfacture,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal montant,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String pincode) {}

  /** What paying a water bill takes. */
  record SdePayment(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED)
          String referenceClient,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED)
          String referenceFacture,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal montant,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String pincode) {}

  /** What buying units for a meter takes. */
  record UnitsPurchase(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String msisdn,
      @Schema(maxLength = LONGEST, requiredMode = Schema.RequiredMode.REQUIRED) String compteur,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String pincode) {}

  /** What buying airtime takes. */
  record AirtimePurchase(
      @Schema(
              description = "Who pays, and has granted it",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String msisdn,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String receveurmsisdn,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) BigDecimal amount,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Carrier reseau) {}

  @Operation(
      operationId = "gateway_senelecfactures_create",
      summary = "Pays an electricity bill out of the wallet of whoever has the phone and its PIN",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SenelecPayment.class)))
  @ApiResponse(responseCode = "200", description = KNOWN)
  @ApiResponse(responseCode = "202", description = UNKNOWN)
  @Allow(Role.INTEGRATOR)
  @PostMapping("/senelecfactures")
  ResponseEntity<SenelecBill> paySenelec(
      @JsonBody Fields body, Idempotency idempotency, Principal.OfIntegrator integrator) {
    var phone = body.loosePhone("msisdn", phones);
    var policy = reference(body, "police");
    var number = reference(body, "numfacture");
    var amount = body.looseAmount("montant");
    var pin = body.looseText(PIN, LONGEST);
    body.check();
    Person payer = payers.proved(phone.get(), pin.get());
    Payee.SenelecBill payee = new Payee.SenelecBill(policy.get(), number.get());
    GatewayPayments.Taken taken =
        payments.payBill(
            payee,
            payee.policy(),
            payer,
            amount.get(),
            integrator,
            idempotency.of(
                integrator.actor(),
                body.fingerprintWithout(PIN, "gateway_senelecfactures_create")));
    return taken.answered(
        SenelecBill.of(payee, taken.bill(), taken.receipt().terms().amount(), taken.standing()));
  }

  @Operation(
      operationId = "gateway_sde_create",
      summary = "Pays a water bill out of the wallet of whoever has the phone and its PIN",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = SdePayment.class)))
  @ApiResponse(responseCode = "200", description = KNOWN)
  @ApiResponse(responseCode = "202", description = UNKNOWN)
  @Allow(Role.INTEGRATOR)
  @PostMapping("/sde")
  ResponseEntity<SdeBill> paySde(
      @JsonBody Fields body, Idempotency idempotency, Principal.OfIntegrator integrator) {
    var phone = body.loosePhone("msisdn", phones);
    var customer = reference(body, "reference_client");
    var number = reference(body, "reference_facture");
    var amount = body.looseAmount("montant");
    var pin = body.looseText(PIN, LONGEST);
    body.check();
    Person payer = payers.proved(phone.get(), pin.get());
    Payee.SdeBill payee = new Payee.SdeBill(customer.get(), number.get());
    GatewayPayments.Taken taken =
        payments.payBill(
            payee,
            payee.customer(),
            payer,
            amount.get(),
            integrator,
            idempotency.of(integrator.actor(), body.fingerprintWithout(PIN, "gateway_sde_create")));
    return taken.answered(
        SdeBill.of(payee, taken.bill(), taken.receipt().terms().amount(), taken.standing()));
  }

  @Operation(
      operationId = "gateway_achatwoyofal_create",
      summary = "Buys units for a prepaid meter out of the wallet of who has the phone and its PIN",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UnitsPurchase.class)))
  @ApiResponse(responseCode = "200", description = KNOWN)
  @ApiResponse(responseCode = "202", description = UNKNOWN)
  @Allow(Role.INTEGRATOR)
  @PostMapping("/achatwoyofal")
  ResponseEntity<Units> buyUnits(
      @JsonBody Fields body, Idempotency idempotency, Principal.OfIntegrator integrator) {
    var phone = body.loosePhone("msisdn", phones);
    var meter = reference(body, "compteur");
    var amount = body.looseAmount("amount");
    var pin = body.looseText(PIN, LONGEST);
    body.check();
    Person payer = payers.proved(phone.get(), pin.get());
    GatewayPayments.Taken taken =
        payments.buyUnits(
            new Payee.WoyofalMeter(meter.get()),
            payer,
            amount.get(),
            integrator,
            idempotency.of(
                integrator.actor(), body.fingerprintWithout(PIN, "gateway_achatwoyofal_create")));
    Standing standing = taken.standing();
    return taken.answered(
        new Units(
            standing.number(),
            meter.get(),
            taken.amount(),
            standing.paid(),
            taken.voucher("token"),
            taken.voucher("kwh"),
            standing.pending()));
  }

  @Operation(
      operationId = "gateway_airtime_create",
      summary = "Buys airtime out of the wallet of somebody who has granted it to the integrator",
      tags = "gateway")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AirtimePurchase.class)))
  @ApiResponse(responseCode = "200", description = KNOWN)
  @ApiResponse(responseCode = "202", description = UNKNOWN)
  @Allow(Role.INTEGRATOR)
  @PostMapping("/airtime")
  ResponseEntity<Airtime> buyAirtime(
      @JsonBody Fields body, Idempotency idempotency, Principal.OfIntegrator integrator) {
    Given<PhoneNumber> phone = body.loosePhone("msisdn", phones);
    Given<PhoneNumber> receiver = body.loosePhone("receveurmsisdn", phones);
    if (receiver.isGiven() && !receiver.get().country().equals(Utility.AIRTIME.country())) {
      body.fault(
          "receveurmsisdn",
          FieldFault.INVALID_FIELD,
          "is no phone of the country that it is sold in");
    }
    Given<MajorUnits> amount = body.looseAmount("amount");
    Given<String> network = body.looseText("reseau", LONGEST);
    @Nullable Carrier carrier = network.isGiven() ? carrier(network.get()).orElse(null) : null;
    if (network.isGiven() && carrier == null) {
      body.fault(
          "reseau", FieldFault.INVALID_FIELD, "is no network; send ORANGE, TIGO or EXPRESSO");
    }
    body.check();
    if (carrier == null) {
      throw new IllegalStateException("Read before the check: reseau");
    }
    GatewayPayments.Taken taken =
        payments.buyAirtime(
            new Payee.AirtimePhone(carrier, receiver.get().e164()),
            payers.known(phone.get()),
            amount.get(),
            integrator,
            idempotency.of(integrator.actor(), body.fingerprint("gateway_airtime_create")));
    Standing standing = taken.standing();
    return taken.answered(
        new Airtime(
            standing.number(),
            Long.toString(phones.wholeNumber(receiver.get())),
            taken.amount(),
            standing.paid(),
            standing.pending()));
  }

  private static Given<String> reference(Fields body, String field) {
    Given<String> reference = body.looseText(field, LONGEST);
    if (reference.isGiven() && !Payee.isReference(reference.get())) {
      body.fault(
          field,
          FieldFault.INVALID_FIELD,
          "is no reference; send letters, digits, dots, dashes and plus signs");
    }
    return reference;
  }

  private static Optional<Carrier> carrier(String text) {
    return Arrays.stream(Carrier.values())
        .filter(carrier -> carrier.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
