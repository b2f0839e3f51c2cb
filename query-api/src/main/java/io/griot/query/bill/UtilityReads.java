package io.griot.query.bill;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.Payee;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import io.griot.identity.access.Principal;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows which utilities can be paid, and asks them for bills. */
@RestController
@Tag(name = "bills")
public class UtilityReads {

  /** Longer than a connector waits for its provider. */
  private static final Duration LONGEST_INQUIRY = Duration.ofSeconds(15);

  private final Utilities utilities;
  private final UnpaidBills bills;
  private final PhoneNumbers phones;

  UtilityReads(Utilities utilities, BillInquiry inquiry, PhoneNumbers phones) {
    this.utilities = utilities;
    this.bills = new UnpaidBills(inquiry, LONGEST_INQUIRY);
    this.phones = phones;
  }

  /** A utility that can be paid. */
  @Schema(name = "Utility")
  record UtilityAnswer(
      @Schema(example = "SENELEC") String code,
      String name,
      @Schema(description = "ISO 3166", example = "SN") String country,
      @Schema(example = "XOF") String currency,
      @Schema(allowableValues = {"bill", "prepaid", "airtime"}) String kind) {

    static UtilityAnswer of(OfferedUtility offered) {
      Utility utility = offered.utility();
      return new UtilityAnswer(
          utility.name(),
          offered.name(),
          utility.country(),
          offered.currency().getCurrencyCode(),
          utility.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  @Operation(operationId = "bills_utilities_list", summary = "The utilities that can be paid")
  @GetMapping("/bills/utilities")
  List<UtilityAnswer> utilities() {
    return utilities.offered().stream().map(UtilityAnswer::of).toList();
  }

  @Operation(
      operationId = "bills_unpaid_retrieve",
      summary =
          "A customer's unpaid bills, asked of the utilities now; a utility that does not answer is"
              + " named in the place of its bills")
  @ApiResponse(
      responseCode = "200",
      description = "What they said",
      content =
          @Content(
              array =
                  @ArraySchema(
                      schema =
                          @Schema(
                              oneOf = {
                                UnpaidElement.UnpaidBill.class,
                                UnpaidElement.WithoutAnswer.class
                              }))))
  @GetMapping("/bills/unpaid/{user__number}")
  List<UnpaidElement> unpaid(
      @Parameter(description = "The customer's number at the utility, such as a policy")
          @PathVariable("user__number")
          String customer,
      @Parameter(
              description = "Asks this one alone; unless given, those of the caller's country",
              example = "SENELEC")
          @RequestParam(name = "utility", required = false)
          @Nullable String utility,
      @Parameter(description = "REGIDESO's code of the customer's province", example = "KIN")
          @RequestParam(name = "province", required = false)
          @Nullable String province,
      Principal principal) {
    requireReference("user__number", customer);
    if (province != null) {
      requireReference("province", province);
    }
    List<Utility> asked = utility == null ? ofCallersCountry(principal) : List.of(billing(utility));
    return bills.of(asked, customer, province);
  }

  private static void requireReference(String name, String text) {
    if (!Payee.isReference(text)) {
      throw RefusedRequest.badField(
          name, "is not a reference; send 1 to 64 letters, digits, dots and dashes");
    }
  }

  private Utility billing(String code) {
    return billing()
        .filter(utility -> utility.name().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                RefusedRequest.badField(
                    "utility", "is not a utility that sends bills; /bills/utilities/ lists them"));
  }

  /** All of them for a caller without a phone, who is from nowhere. */
  private List<Utility> ofCallersCountry(Principal principal) {
    Optional<String> country =
        switch (principal) {
          case Principal.OfPerson person ->
              phones.find(person.phoneNumber()).map(PhoneNumber::country);
          case Principal.OfEnterprise _, Principal.OfIntegrator _ -> Optional.empty();
        };
    return billing()
        .filter(utility -> country.isEmpty() || utility.country().equals(country.get()))
        .toList();
  }

  private Stream<Utility> billing() {
    return utilities.offered().stream()
        .map(OfferedUtility::utility)
        .filter(utility -> utility.kind() == Utility.Kind.BILL);
  }
}
