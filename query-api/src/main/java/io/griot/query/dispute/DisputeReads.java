package io.griot.query.dispute;

import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.identity.access.Principal;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.projection.Views;
import io.griot.projection.dispute.AgeingBucket;
import io.griot.projection.dispute.DisputeFinder;
import io.griot.projection.dispute.DisputeFinder.Filter;
import io.griot.projection.dispute.DisputeView;
import io.griot.query.position.Freshness;
import io.griot.query.position.Positions;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.Allow;
import io.griot.wire.Currencies;
import io.griot.wire.DisputeAnswer;
import io.griot.wire.MinPosition;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows disputes to the staff, and to each reporter their own. */
@RestController
@Tag(name = "platform-admin")
public class DisputeReads {

  /** As the log keeps times. */
  private static final long TICK_NANOS = 1_000;

  private static final Pattern DAYS = Pattern.compile("\\d{1,5}");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,16}(\\.\\d{1,4})?");

  private static final String STAFF = "staff";

  private final DisputeFinder disputes;
  private final People people;
  private final Readers readers;
  private final Freshness freshness;
  private final Times times;
  private final Clock clock;

  DisputeReads(
      DisputeFinder disputes,
      People people,
      Readers readers,
      Freshness freshness,
      Times times,
      Clock clock) {
    this.disputes = disputes;
    this.people = people;
    this.readers = readers;
    this.freshness = freshness;
    this.times = times;
    this.clock = clock;
  }

  /** Open disputes of like age in one currency. */
  @Schema(name = "DisputesByAge")
  record Ageing(
      @Schema(
              description = "Whole days since they were opened",
              allowableValues = {"0-1", "2-7", "8-30", "31+"})
          String bucket,
      String currency,
      long count,
      @Schema(description = "What they are over in sum") BigDecimal amount) {

    static Ageing of(AgeingBucket bucket) {
      return new Ageing(
          bucket.days(),
          bucket.amount().currency().getCurrencyCode(),
          bucket.count(),
          bucket.amount().majorUnits());
    }
  }

  @Operation(
      operationId = "platform_admin_dispute_records_list",
      summary = "Disputes, newest first: all for the staff, their own for others")
  @GetMapping("/platform-admin/dispute-records")
  ResponseEntity<List<DisputeAnswer>> list(
      @Parameter(
              schema =
                  @Schema(
                      allowableValues = {"needs_response", "in_review", "reviewed", "resolved"}))
          @RequestParam(name = "status", required = false)
          @Nullable String status,
      @Parameter(description = "Only those in this currency", example = "ETB")
          @RequestParam(name = "currency", required = false)
          @Nullable String currency,
      @Parameter(description = "In major units, of whatever currency")
          @RequestParam(name = "amount_gte", required = false)
          @Nullable String amountFrom,
      @Parameter(description = "In major units, of whatever currency")
          @RequestParam(name = "amount_lte", required = false)
          @Nullable String amountTo,
      @Parameter(description = "Whole days since it was opened")
          @RequestParam(name = "age_gte", required = false)
          @Nullable String ageFrom,
      @Parameter(description = "Whole days since it was opened")
          @RequestParam(name = "age_lte", required = false)
          @Nullable String ageTo,
      @RequestParam(name = "created_at_gte", required = false) @Nullable String createdFrom,
      @RequestParam(name = "created_at_lte", required = false) @Nullable String createdTo,
      Paging paging,
      MinPosition least,
      Principal principal) {
    Reader reader = readers.of(principal);
    Filter filter =
        new Filter(
            reader.everything() ? null : new Owner.User(reader.self()),
            status(status),
            currency(currency),
            amount("amount_gte", amountFrom),
            amount("amount_lte", amountTo),
            later(instant("created_at_gte", createdFrom), openedAfter(days("age_lte", ageTo))),
            earlier(instant("created_at_lte", createdTo), openedBy(days("age_gte", ageFrom))));
    freshness.require(least, Views.DISPUTES);
    ResponseEntity<List<DisputeView>> page =
        paging.page(
            disputes.list(
                filter, paging.after(Positions::find).orElse(Long.MAX_VALUE), paging.fetchSize()),
            dispute -> Long.toString(dispute.position()));
    List<DisputeView> shown = page.getBody() == null ? List.of() : page.getBody();
    Map<Owner, Optional<String>> phones = new HashMap<>();
    return ResponseEntity.ok()
        .headers(page.getHeaders())
        .body(
            shown.stream()
                .map(
                    dispute ->
                        answer(
                            dispute,
                            phones.computeIfAbsent(dispute.reporter(), this::phone),
                            reader,
                            null))
                .toList());
  }

  @Operation(
      operationId = "platform_admin_dispute_records_retrieve",
      summary = "A dispute, and how it came to where it is")
  @GetMapping("/platform-admin/dispute-records/{id}")
  DisputeAnswer retrieve(@PathVariable("id") UUID id, MinPosition least, Principal principal) {
    freshness.require(least, Views.DISPUTES);
    Reader reader = readers.of(principal);
    Owner self = new Owner.User(reader.self());
    return disputes
        .find(new DisputeId(id))
        .filter(dispute -> reader.everything() || dispute.reporter().equals(self))
        .map(
            dispute ->
                answer(
                    dispute,
                    phone(dispute.reporter()),
                    reader,
                    disputes.steps(dispute.disputeId()).stream()
                        .map(
                            step ->
                                new DisputeAnswer.Step(
                                    step.status(),
                                    step.at(),
                                    shown(step.actor(), reader, principal),
                                    step.notes()))
                        .toList()))
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "DISPUTE_NOT_FOUND", "id", "There is no such dispute.")));
  }

  @Operation(
      operationId = "platform_admin_dispute_records_ageing_list",
      summary = "How many disputes are open, by age and currency")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/platform-admin/dispute-records/ageing")
  List<Ageing> ageing(MinPosition least) {
    freshness.require(least, Views.DISPUTES);
    return disputes.ageing(clock.instant()).stream().map(Ageing::of).toList();
  }

  /** Who of the staff worked on it is not the reporter's to know. */
  private static @Nullable String shown(
      @Nullable String actor, Reader reader, Principal principal) {
    return actor == null || reader.everything() || actor.equals(principal.actor()) ? actor : STAFF;
  }

  private static @Nullable String status(@Nullable String text) {
    return text == null
        ? null
        : DisputeView.status(text)
            .orElseThrow(
                () ->
                    RefusedRequest.badField(
                        "status",
                        "is not a status; send needs_response, in_review, reviewed or resolved"));
  }

  private static @Nullable Currency currency(@Nullable String text) {
    return text == null
        ? null
        : Currencies.find(text)
            .orElseThrow(
                () ->
                    RefusedRequest.badField(
                        "currency", "is not a currency; send an ISO 4217 code such as ETB"));
  }

  private static @Nullable BigDecimal amount(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!AMOUNT.matcher(text).matches()) {
      throw RefusedRequest.badField(name, "is not an amount; send one as 10 or 10.50");
    }
    return new BigDecimal(text);
  }

  private static @Nullable Duration days(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!DAYS.matcher(text).matches()) {
      throw RefusedRequest.badField(name, "is not a number of days; send 0 to 99999");
    }
    return Duration.ofDays(Integer.parseInt(text));
  }

  private @Nullable Instant instant(String name, @Nullable String text) {
    return text == null ? null : times.parameter(name, text);
  }

  /** The latest opening of a dispute of at least that age. */
  private @Nullable Instant openedBy(@Nullable Duration age) {
    return age == null ? null : clock.instant().minus(age);
  }

  /** The earliest opening of a dispute of at most that age in whole days. */
  private @Nullable Instant openedAfter(@Nullable Duration age) {
    return age == null ? null : clock.instant().minus(age.plusDays(1)).plusNanos(TICK_NANOS);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private Optional<String> phone(Owner reporter) {
    return reporter instanceof Owner.User(UUID id)
        ? people.find(id).map(Person::phoneNumber)
        : Optional.empty();
  }

  /** What is frozen tells what the beneficiary has, and so is for the staff alone. */
  private static DisputeAnswer answer(
      DisputeView dispute,
      Optional<String> phone,
      Reader reader,
      @Nullable List<DisputeAnswer.Step> history) {
    EntryId refundId = dispute.refundId();
    return new DisputeAnswer(
        dispute.disputeId().uuid(),
        dispute.entryId().uuid(),
        phone.orElse(null),
        dispute.amount().majorUnits(),
        dispute.notes(),
        dispute.status(),
        dispute.openedAt(),
        dispute.amount().currency().getCurrencyCode(),
        reader.everything() ? dispute.frozen().majorUnits() : null,
        refundId == null ? null : refundId.uuid(),
        dispute.updatedAt(),
        history);
  }
}
