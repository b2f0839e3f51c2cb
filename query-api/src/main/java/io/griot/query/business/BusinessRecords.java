package io.griot.query.business;

import io.griot.identity.business.Business;
import io.griot.identity.business.Businesses;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import io.griot.wire.Paging;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows all businesses to platform staff. */
@RestController
@Tag(name = "platform-admin")
public class BusinessRecords {

  private final Businesses businesses;

  BusinessRecords(Businesses businesses) {
    this.businesses = businesses;
  }

  @Operation(
      operationId = "platform_admin_business_records_list",
      summary = "All businesses, newest first, with their owners")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/business-records")
  ResponseEntity<List<BusinessRecord>> list(Paging paging) {
    List<Business> found =
        businesses.newestFirst(paging.fetchSize(), paging.after(Uuids::find).orElse(null));
    return paging.page(
        found.stream().map(BusinessRecord::of).toList(), business -> business.id().toString());
  }
}
