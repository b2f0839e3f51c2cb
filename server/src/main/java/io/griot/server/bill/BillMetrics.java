package io.griot.server.bill;

import io.griot.core.bill.BillPaymentStatus;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.Provider;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import io.griot.projection.bill.BillPaymentFinder;
import io.griot.projection.bill.ClearingBalance;
import io.griot.projection.bill.UnderWay;
import io.griot.server.role.ConditionalOnRole;
import io.griot.server.role.Role;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What awaits providers, for Prometheus; read from the views when somebody asks. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole({Role.QUERY, Role.PROJECTIONS})
class BillMetrics {

  /** One look at the views for all gauges of a scrape. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  @Bean
  MeterBinder billPayments(BillPaymentFinder payments, Utilities utilities, Clock clock) {
    Looked looked = new Looked(payments, clock);
    return registry -> {
      for (Provider provider : Provider.values()) {
        gauge(
            registry,
            "griot.bill.payments.unknown",
            "Payments to utilities whose outcome is unknown",
            provider,
            now -> now.count(provider, Set.of(BillPaymentStatus.UNKNOWN)),
            looked);
        gauge(
            registry,
            "griot.bill.payments.unknown.age.seconds",
            "For how long the oldest of them has been unknown; 0 if there is none",
            provider,
            now -> now.oldestUnknown(provider),
            looked);
        gauge(
            registry,
            "griot.bill.payments.in.flight",
            "Payments to utilities that have not ended",
            provider,
            now -> now.count(provider, Set.of(BillPaymentStatus.values())),
            looked);
        for (Currency currency : currencies(provider, utilities.offered())) {
          Gauge.builder(
                  "griot.clearing.balance",
                  looked,
                  asked -> asked.now().clearing(provider, currency))
              .strongReference(true)
              .description("What awaits the provider's answers, in major units of the currency")
              .tag("provider", provider.text())
              .tag("currency", currency.getCurrencyCode())
              .register(registry);
        }
      }
    };
  }

  private static void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Provider provider,
      ToDoubleFunction<Look> value,
      Looked looked) {
    Gauge.builder(name, looked, asked -> value.applyAsDouble(asked.now()))
        .strongReference(true)
        .description(description)
        .tag("provider", provider.text())
        .register(registry);
  }

  /** In which it is paid, and those of the countries that it serves. */
  private static Set<Currency> currencies(Provider provider, List<OfferedUtility> offered) {
    Set<Currency> currencies = new TreeSet<>(Comparator.comparing(Currency::getCurrencyCode));
    Arrays.stream(Utility.values())
        .filter(utility -> utility.provider() == provider)
        .map(utility -> Currency.getInstance(Locale.of("", utility.country())))
        .forEach(currencies::add);
    offered.stream()
        .filter(each -> each.utility().provider() == provider)
        .map(OfferedUtility::currency)
        .forEach(currencies::add);
    return currencies;
  }

  /** What the views say at a moment. */
  private record Look(
      Instant at, List<UnderWay> underWay, Map<Provider, Map<Currency, ClearingBalance>> clearing) {

    double count(Provider provider, Set<BillPaymentStatus> statuses) {
      return underWay.stream()
          .filter(each -> each.provider() == provider && statuses.contains(each.status()))
          .mapToLong(UnderWay::count)
          .sum();
    }

    double oldestUnknown(Provider provider) {
      return underWay.stream()
          .filter(each -> each.provider() == provider)
          .mapToDouble(each -> age(each.unknownSince()))
          .max()
          .orElse(0);
    }

    double clearing(Provider provider, Currency currency) {
      ClearingBalance balance = clearing.getOrDefault(provider, Map.of()).get(currency);
      return balance == null ? 0 : balance.amount().doubleValue();
    }

    private double age(@Nullable Instant since) {
      return since == null ? 0 : Math.max(0, Duration.between(since, at).toSeconds());
    }
  }

  /** The last look, or a new one if that was a while ago. */
  private static final class Looked {

    private final BillPaymentFinder payments;
    private final Clock clock;
    private @Nullable Look last;

    Looked(BillPaymentFinder payments, Clock clock) {
      this.payments = payments;
      this.clock = clock;
    }

    synchronized Look now() {
      Instant now = clock.instant();
      Look look = last;
      if (look == null || look.at().plus(REMEMBERED).isBefore(now)) {
        Map<Provider, Map<Currency, ClearingBalance>> clearing = new HashMap<>();
        payments
            .clearing()
            .forEach(
                balance ->
                    clearing
                        .computeIfAbsent(balance.provider(), _ -> new HashMap<>())
                        .put(balance.currency(), balance));
        look = new Look(now, payments.underWay(), clearing);
        last = look;
      }
      return look;
    }
  }
}
