package io.griot.server.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The sums over all accounts of the ledger, by currency. */
record TrialBalance(List<OfCurrency> currencies) {

  /** Sums in major units. */
  record OfCurrency(
      @JsonProperty("currency") String currency,
      @JsonProperty("debits") BigDecimal debits,
      @JsonProperty("credits") BigDecimal credits,
      @JsonProperty("sum") BigDecimal sum) {

    @Override
    public String toString() {
      return currency
          + " "
          + sum.toPlainString()
          + " (debits "
          + debits.toPlainString()
          + ", credits "
          + credits.toPlainString()
          + ")";
    }
  }

  TrialBalance {
    currencies = List.copyOf(currencies);
  }

  /**
   * Asks the ledger for it.
   *
   * @throws ImportBroken if it cannot tell
   */
  static TrialBalance from(LedgerConnection ledger) throws InterruptedException {
    Reply reply = ledger.get("/audit/trial-balance/");
    if (reply.status() != 200) {
      throw new ImportBroken("the ledger does not tell it (" + reply.problem() + ")");
    }
    List<OfCurrency> currencies = new ArrayList<>();
    for (JsonNode each : reply.body().path("currencies")) {
      currencies.add(
          new OfCurrency(
              each.path("currency").asString(),
              each.path("debits").asDecimal(),
              each.path("credits").asDecimal(),
              each.path("sum").asDecimal()));
    }
    return new TrialBalance(currencies);
  }

  boolean isZero() {
    return currencies.stream().allMatch(each -> each.sum().signum() == 0);
  }
}
