package io.griot.query.grant;

import io.griot.core.id.GrantId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.identity.enterprise.Enterprise;
import io.griot.identity.enterprise.Enterprises;
import io.griot.projection.Views;
import io.griot.projection.grant.GrantFinder;
import io.griot.projection.grant.GrantFinder.Filter;
import io.griot.projection.grant.GrantView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.GrantAnswer;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows grants to the enterprise that asked and to the person who was asked. */
@RestController
@Tag(name = "apis")
public class GrantReads {

  private final GrantFinder grants;
  private final Enterprises enterprises;
  private final Readers readers;
  private final Freshness freshness;
  private final Times times;

  GrantReads(
      GrantFinder grants,
      Enterprises enterprises,
      Readers readers,
      Freshness freshness,
      Times times) {
    this.grants = grants;
    this.enterprises = enterprises;
    this.readers = readers;
    this.freshness = freshness;
    this.times = times;
  }

  @Operation(
      operationId = "apis_enterprises_enterprises_grants_list",
      summary = "The grants that the calling enterprise asked for, newest first; all for the staff")
  @GetMapping("/apis/enterprises/enterprises-grants")
  ResponseEntity<List<GrantAnswer<UUID>>> listOfEnterprise(
      @Parameter(description = "Leaves out what expires before it, and what never expires")
          @RequestParam(name = "expires_at_gte", required = false)
          @Nullable String expiresFrom,
      @Parameter(
              schema = @Schema(allowableValues = {"pending", "approved", "rejected", "suspended"}))
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      @Parameter(description = "Only those of this person")
          @RequestParam(name = "user_id", required = false)
          @Nullable UUID userId,
      Paging paging,
      MinPosition least,
      Principal principal) {
    Instant from = instant(expiresFrom);
    String only = status(status);
    freshness.require(least, Views.GRANTS);
    Reader reader = readers.of(principal);
    return page(
        new Filter(
            reader.everything() ? null : new Owner.Enterprise(reader.self()),
            userId == null ? null : new Owner.User(userId),
            only,
            from),
        paging,
        Function.identity());
  }

  @Operation(
      operationId = "apis_enterprises_enterprises_grants_retrieve",
      summary = "A grant that the calling enterprise asked for")
  @GetMapping("/apis/enterprises/enterprises-grants/{id}")
  GrantAnswer<UUID> retrieve(@PathVariable("id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.GRANTS);
    Reader reader = readers.of(principal);
    Owner self = new Owner.Enterprise(reader.self());
    return grants
        .find(new GrantId(id))
        .filter(grant -> reader.everything() || grant.enterprise().equals(self))
        .map(grant -> answer(grant, GrantAnswer.enterpriseId(grant.enterprise())))
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "GRANT_NOT_FOUND", "id", "There is no such grant.")));
  }

  @Operation(
      operationId = "apis_enterprises_users_grants_list",
      summary = "The grants that the caller was asked for, newest first")
  @GetMapping("/apis/enterprises/users-grants")
  ResponseEntity<List<GrantAnswer<GrantAnswer.Named>>> listOfUser(
      @Parameter(description = "Leaves out what expires before it, and what never expires")
          @RequestParam(name = "expires_at_gte", required = false)
          @Nullable String expiresFrom,
      @Parameter(
              schema = @Schema(allowableValues = {"pending", "approved", "rejected", "suspended"}))
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      Paging paging,
      MinPosition least,
      Principal principal) {
    Instant from = instant(expiresFrom);
    String only = status(status);
    freshness.require(least, Views.GRANTS);
    Map<UUID, GrantAnswer.Named> names = new HashMap<>();
    return page(
        new Filter(null, new Owner.User(readers.of(principal).self()), only, from),
        paging,
        enterprise -> names.computeIfAbsent(enterprise, this::named));
  }

  private <E> ResponseEntity<List<GrantAnswer<E>>> page(
      Filter filter, Paging paging, Function<UUID, E> enterprise) {
    ResponseEntity<List<GrantView>> page =
        paging.page(
            grants.list(
                filter, paging.after(Positions::find).orElse(Long.MAX_VALUE), paging.fetchSize()),
            grant -> Long.toString(grant.position()));
    List<GrantView> shown = page.getBody() == null ? List.of() : page.getBody();
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(
            shown.stream()
                .map(
                    grant ->
                        answer(
                            grant, enterprise.apply(GrantAnswer.enterpriseId(grant.enterprise()))))
                .toList());
  }

  private GrantAnswer.Named named(UUID enterprise) {
    return new GrantAnswer.Named(
        enterprise, enterprises.find(enterprise).map(Enterprise::name).orElse(""));
  }

  private @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : times.parameter("expires_at_gte", text);
  }

  private static @Nullable String status(@Nullable String text) {
    return text == null
        ? null
        : GrantView.status(text)
            .orElseThrow(
                () ->
                    RefusedRequest.badField(
                        "status",
                        "is not a status; send pending, approved, rejected or suspended"));
  }

  private static <E> GrantAnswer<E> answer(GrantView grant, E enterprise) {
    return new GrantAnswer<>(
        grant.grantId().uuid(),
        enterprise,
        grant.createdAt(),
        grant.updatedAt(),
        grant.expiresAt(),
        GrantAnswer.spelled(grant.max()),
        GrantAnswer.spelled(grant.pulled()),
        grant.max().currency().getCurrencyCode(),
        grant.metaData(),
        grant.status(),
        grant.active());
  }
}
