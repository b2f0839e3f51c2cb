package io.griot.query.business;

import io.griot.identity.access.Principal;
import io.griot.identity.business.Offering;
import io.griot.identity.business.OfferingFilter;
import io.griot.identity.business.Offerings;
import io.griot.query.reader.Reader;
import io.griot.query.reader.Readers;
import io.griot.wire.CategoryAnswer;
import io.griot.wire.Paging;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.ServiceAnswer;
import io.griot.wire.Uuids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows to everybody what businesses offer; what is not active, to its owner and to admins and
 * auditors.
 */
@RestController
@Tag(name = "accounts")
public class ServiceReads {

  private static final int MOST_CATEGORIES = 50;

  private final Offerings offerings;
  private final Readers readers;

  ServiceReads(Offerings offerings, Readers readers) {
    this.offerings = offerings;
    this.readers = readers;
  }

  @Operation(operationId = "accounts_services_list", summary = "Services, newest first")
  @GetMapping("/accounts/services")
  ResponseEntity<List<ServiceAnswer>> list(
      @Parameter(description = "Only those of this business")
          @RequestParam(name = "business_id", required = false)
          @Nullable UUID businessId,
      @Parameter(description = "Only those in one of these categories, ids with commas between")
          @RequestParam(name = "categories", required = false)
          @Nullable String categories,
      @Parameter(description = "true or false") @RequestParam(name = "is_active", required = false)
          @Nullable String isActive,
      @Parameter(description = "Only those with this in their name, in any case")
          @RequestParam(name = "name", required = false)
          @Nullable String name,
      Paging paging,
      Principal principal) {
    if (name != null && name.codePoints().anyMatch(Character::isISOControl)) {
      throw RefusedRequest.badField("name", "has a control character; send it without");
    }
    Reader reader = readers.of(principal);
    List<Offering> found =
        offerings.newestFirst(
            new OfferingFilter(
                businessId,
                categories == null ? null : ids(categories),
                isActive == null ? null : flag(isActive),
                name),
            reader.everything() ? null : reader.self(),
            paging.fetchSize(),
            paging.after(Uuids::find).orElse(null));
    return paging.page(
        found.stream().map(ServiceAnswer::of).toList(), service -> service.id().toString());
  }

  @Operation(operationId = "accounts_services_retrieve", summary = "One service")
  @GetMapping("/accounts/services/{id}")
  ServiceAnswer retrieve(@PathVariable("id") UUID id, Principal principal) {
    Reader reader = readers.of(principal);
    return offerings
        .find(id)
        .filter(
            service ->
                service.isActive()
                    || reader.everything()
                    || service.ownerId().equals(reader.self()))
        .map(ServiceAnswer::of)
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(404, "SERVICE_NOT_FOUND", "id", "There is no such service.")));
  }

  @Operation(
      operationId = "accounts_services_categories_list",
      summary = "The categories of services, newest first")
  @GetMapping("/accounts/services/categories")
  ResponseEntity<List<CategoryAnswer>> categories(Paging paging) {
    return paging.page(
        offerings.categories(paging.fetchSize(), paging.after(Uuids::find).orElse(null)).stream()
            .map(CategoryAnswer::of)
            .toList(),
        category -> category.id().toString());
  }

  private static List<UUID> ids(String categories) {
    List<String> texts = Arrays.stream(categories.split(",", MOST_CATEGORIES + 2)).toList();
    if (texts.size() > MOST_CATEGORIES) {
      throw RefusedRequest.badField(
          "categories", "are too many; send at most " + MOST_CATEGORIES + " ids");
    }
    return texts.stream()
        .map(
            text ->
                Uuids.find(text.strip())
                    .orElseThrow(
                        () ->
                            RefusedRequest.badField(
                                "categories",
                                "will not do; send ids of categories with commas between")))
        .toList();
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RefusedRequest.badField("is_active", "will not do; send true or false");
    };
  }
}
