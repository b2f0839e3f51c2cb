package io.griot.query.business;

import io.griot.identity.access.Principal;
import io.griot.identity.business.Business;
import io.griot.identity.business.Businesses;
import io.griot.query.position.Freshness;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows businesses. Identity keeps them, so no view need be waited for. */
@RestController
@Tag(name = "accounts")
public class BusinessReads {

  private static final Pattern LEGACY_NO = Pattern.compile("[0-9]{1,18}");

  private final Businesses businesses;
  private final Readers readers;
  private final Freshness freshness;

  BusinessReads(Businesses businesses, Readers readers, Freshness freshness) {
    this.businesses = businesses;
    this.readers = readers;
    this.freshness = freshness;
  }

  @Operation(
      operationId = "accounts_business_list",
      summary = "The caller's businesses, newest first; all of them for admins and auditors")
  @GetMapping("/accounts/business")
  ResponseEntity<List<BusinessAnswer>> list(
      @Parameter(description = "Only those of this person")
          @RequestParam(name = "user_id", required = false)
          @Nullable UUID userId,
      Paging paging,
      MinPosition least,
      Principal principal) {
    freshness.require(least);
    Reader reader = readers.of(principal);
    @Nullable UUID before = paging.after(Uuids::find).orElse(null);
    List<Business> fetched =
        reader.everything() && userId == null
            ? businesses.newestFirst(paging.fetchSize(), before)
            : businesses.ownedBy(userId == null ? reader.self() : userId).stream()
                .filter(reader::mayRead)
                .filter(business -> before == null || isBefore(business.id(), before))
                .limit(paging.fetchSize())
                .toList();
    return paging.page(
        fetched.stream().map(BusinessAnswer::of).toList(), business -> business.id().toString());
  }

  @Operation(operationId = "accounts_business_retrieve", summary = "One business")
  @GetMapping("/accounts/business/{id}")
  BusinessAnswer retrieve(
      @Parameter(description = "Its id or its older number") @PathVariable("id") String id,
      MinPosition least,
      Principal principal) {
    if (Uuids.find(id).isEmpty() && !LEGACY_NO.matcher(id).matches()) {
      throw RefusedRequest.badField("id", "is neither the id of a business nor its older number");
    }
    freshness.require(least);
    Optional<Business> business = businesses.find(id).filter(readers.of(principal)::mayRead);
    return business
        .map(BusinessAnswer::of)
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "BUSINESS_NOT_FOUND", "id", "There is no such business.")));
  }

  /** As PostgreSQL orders them: Java compares the halves as signed numbers. */
  private static boolean isBefore(UUID id, UUID other) {
    return id.toString().compareTo(other.toString()) < 0;
  }
}
