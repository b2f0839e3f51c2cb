package io.griot.query.gateway;

import io.griot.identity.integrator.Integrator;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.IntegratorAnswer;
import io.griot.wire.Paging;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows admins and auditors who uses the gateway. */
@RestController
public class IntegratorReads {

  private final Integrators integrators;

  IntegratorReads(Integrators integrators) {
    this.integrators = integrators;
  }

  @Operation(
      operationId = "gateway_integrators_list",
      summary = "Those who use the gateway, newest first",
      tags = "gateway")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/gateway/integrators")
  ResponseEntity<List<IntegratorAnswer>> list(Paging paging) {
    List<Integrator> found =
        integrators.newestFirst(paging.fetchSize(), paging.after(Uuids::find).orElse(null));
    return paging.page(
        found.stream().map(IntegratorAnswer::of).toList(),
        integrator -> integrator.id().toString());
  }
}
