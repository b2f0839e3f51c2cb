package io.griot.command;

import io.griot.core.utility.BillInquiry;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.OwedBill;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Providers that know the bills they are told, and can be switched off. */
public final class FakeProviders implements Utilities, BillInquiry {

  private final Map<String, OwedBill> bills = new ConcurrentHashMap<>();
  private final Set<Utility> broken = ConcurrentHashMap.newKeySet();
  private final Set<Utility> silent = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inquiries = new AtomicInteger();

  /** Has a provider know a bill, as it stands from now on. */
  public void know(OwedBill bill) {
    bills.put(bill.payee().toString(), bill);
  }

  /** How often bills were asked for. */
  public int inquiries() {
    return inquiries.get();
  }

  /** Has the breaker of a utility open while the work runs. */
  public void whileBroken(Utility utility, Runnable work) {
    during(broken, utility, work);
  }

  /** Has a utility not answer while the work runs. */
  public void whileSilent(Utility utility, Runnable work) {
    during(silent, utility, work);
  }

  private static void during(Set<Utility> state, Utility utility, Runnable work) {
    state.add(utility);
    try {
      work.run();
    } finally {
      state.remove(utility);
    }
  }

  @Override
  public List<OfferedUtility> offered() {
    return Arrays.stream(Utility.values()).map(FakeProviders::offer).toList();
  }

  @Override
  public OfferedUtility requireAvailable(Utility utility) {
    if (broken.contains(utility)) {
      throw new ProviderUnavailable(utility, utility + " has not answered for a while.");
    }
    return offer(utility);
  }

  @Override
  public List<OwedBill> bills(Utility utility, String customer, @Nullable String province) {
    inquiries.incrementAndGet();
    if (silent.contains(utility)) {
      throw new ProviderUnavailable(utility, utility + " does not answer.");
    }
    String prefix = utility + "/" + (province == null ? "" : province + "/") + customer + "/";
    return bills.values().stream()
        .filter(bill -> bill.payee().toString().startsWith(prefix))
        .toList();
  }

  private static OfferedUtility offer(Utility utility) {
    return new OfferedUtility(
        utility,
        utility.name(),
        Currency.getInstance(utility.country().equals("CD") ? "CDF" : "XOF"));
  }
}
