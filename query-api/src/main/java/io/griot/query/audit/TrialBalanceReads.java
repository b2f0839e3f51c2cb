package io.griot.query.audit;

import io.griot.identity.person.Role;
import io.griot.projection.Views;
import io.griot.projection.account.TrialBalanceFinder;
import io.griot.projection.account.TrialBalanceFinder.Totals;
import io.griot.projection.view.ViewPositions;
import io.griot.query.position.Freshness;
import io.griot.wire.Allow;
import io.griot.wire.FieldFault;
import io.griot.wire.MinPosition;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether all accounts together add up to zero. */
@RestController
@Tag(name = "audit")
public class TrialBalanceReads {

  private final TrialBalanceFinder accounts;
  private final ViewPositions positions;
  private final Freshness freshness;

  TrialBalanceReads(TrialBalanceFinder accounts, ViewPositions positions, Freshness freshness) {
    this.accounts = accounts;
    this.positions = positions;
    this.freshness = freshness;
  }

  /**
   * The trial balance.
   *
   * @param position every event up to here is in it
   */
  @Schema(name = "TrialBalance")
  record TrialBalanceAnswer(long position, List<CurrencyTotals> currencies) {}

  /** All accounts of a currency together, in major units. */
  @Schema(name = "CurrencyTotals")
  record CurrencyTotals(
      @Schema(example = "ETB") String currency,
      BigDecimal debits,
      BigDecimal credits,
      @Schema(description = "Credits less debits: zero, or the ledger is broken") BigDecimal sum,
      @Schema(description = "How many accounts there are") long accounts) {

    static CurrencyTotals of(Totals totals) {
      return new CurrencyTotals(
          totals.currency().getCurrencyCode(),
          majorUnits(totals.debitsMinorUnits(), totals.currency()),
          majorUnits(totals.creditsMinorUnits(), totals.currency()),
          majorUnits(totals.postedMinorUnits(), totals.currency()),
          totals.accounts());
    }

    private static BigDecimal majorUnits(BigInteger minorUnits, Currency currency) {
      return new BigDecimal(minorUnits, currency.getDefaultFractionDigits());
    }
  }

  @Operation(
      operationId = "audit_trial_balance_retrieve",
      summary = "The sums over all accounts, by currency")
  @Allow({Role.ADMIN, Role.AUDITOR})
  @GetMapping("/audit/trial-balance")
  TrialBalanceAnswer retrieve(
      MinPosition least,
      @Parameter(hidden = true) @RequestParam(name = "at", required = false) @Nullable String at) {
    if (at != null) {
      // Answered with today's sums it would be a lie.
      throw new RefusedRequest(
          Problem.malformed(
              List.of(
                  FieldFault.invalid(
                      "at", "is not offered: the balance is that of now; leave it out"))));
    }
    freshness.require(least, Views.ACCOUNTS);
    // Asked first: the sums may know more than this, never less.
    long position = positions.position(Views.ACCOUNTS);
    return new TrialBalanceAnswer(
        position, accounts.totals().stream().map(CurrencyTotals::of).toList());
  }
}
