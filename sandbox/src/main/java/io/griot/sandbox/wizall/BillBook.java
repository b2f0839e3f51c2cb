package io.griot.sandbox.wizall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The bills of one utility and which of them are paid; guarded by the gateway's lock. */
final class BillBook<B extends WizallBill> {
  private record Key(String customer, String number) {}

  private final Predicate<String> isGenerated;
  private final Function<String, B> generated;
  private final Map<String, List<B>> bills = new HashMap<>();
  private final Map<Key, BillState> paid = new HashMap<>();

  BillBook(Predicate<String> isGenerated, Function<String, B> generated) {
    this.isGenerated = isGenerated;
    this.generated = generated;
  }

  /** The customer is known from now on, perhaps without a bill. */
  void customer(String customer) {
    bills.computeIfAbsent(customer, unknown -> new ArrayList<>());
  }

  /** Adds a bill, unpaid, or puts it in the place of one of that number. */
  void add(B bill) {
    customer(bill.customer());
    List<B> others = bills.get(bill.customer());
    if (others != null) {
      others.removeIf(other -> other.number().equals(bill.number()));
      others.add(bill);
    }
    paid.remove(key(bill));
  }

  List<B> of(String customer) {
    List<B> written = bills.get(customer);
    if (written != null) {
      return List.copyOf(written);
    }
    return isGenerated.test(customer) ? List.of(generated.apply(customer)) : List.of();
  }

  Optional<B> find(String customer, String number) {
    return of(customer).stream().filter(bill -> bill.number().equals(number)).findFirst();
  }

  BillState state(B bill) {
    return paid.getOrDefault(key(bill), new BillState.Unpaid());
  }

  BillState pay(B bill, String transactionNumber) {
    BillState state = new BillState.Paid(transactionNumber);
    paid.put(key(bill), state);
    return state;
  }

  void clear() {
    bills.clear();
    paid.clear();
  }

  private Key key(B bill) {
    return new Key(bill.customer(), bill.number());
  }
}
