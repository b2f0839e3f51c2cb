package io.griot.query.gateway;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utility;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.GatewayBills.SdeBill;
import io.griot.wire.GatewayBills.SenelecBill;
import io.griot.wire.GatewayWords;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows integrators bills as their providers have them now; whoever is unknown there has none. */
@RestController
@GatewayWords
public class BillReads {

  private final BillInquiry inquiry;

  BillReads(BillInquiry inquiry) {
    this.inquiry = inquiry;
  }

  @Operation(
      operationId = "gateway_senelecfactures_list",
      summary = "The electricity bills of a policy",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @GetMapping("/senelecfactures/{policy_number}")
  List<SenelecBill> electricity(@PathVariable("policy_number") String policy) {
    return bills(Utility.SENELEC, policy).stream()
        .filter(bill -> bill.payee() instanceof Payee.SenelecBill)
        .map(bill -> SenelecBill.of((Payee.SenelecBill) bill.payee(), bill))
        .toList();
  }

  @Operation(
      operationId = "gateway_sde_list",
      summary = "The water bills of a customer",
      tags = "gateway")
  @Allow(Role.INTEGRATOR)
  @GetMapping("/sde/{reference_number}")
  List<SdeBill> water(@PathVariable("reference_number") String customer) {
    return bills(Utility.SDE, customer).stream()
        .filter(bill -> bill.payee() instanceof Payee.SdeBill)
        .map(bill -> SdeBill.of((Payee.SdeBill) bill.payee(), bill))
        .toList();
  }

  private List<OwedBill> bills(Utility utility, String customer) {
    if (!Payee.isReference(customer)) {
      return List.of();
    }
    return inquiry.bills(utility, customer, null);
  }
}
