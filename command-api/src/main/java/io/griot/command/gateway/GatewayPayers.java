package io.griot.command.gateway;

import io.griot.identity.person.PaymentPins;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.rejection.TooManyAttempts;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out who pays through the gateway, and from which wallet. */
@Component
class GatewayPayers {

  private static final Problem INVALID_PINCODE =
      Problem.of(400, "INVALID_PINCODE", "The phone or its PIN is wrong, or the PIN is locked.");

  private final PaymentPins pins;
  private final People people;
  private final OwnedWallets wallets;

  GatewayPayers(PaymentPins pins, People people, OwnedWallets wallets) {
    this.pins = pins;
    this.people = people;
    this.wallets = wallets;
  }

  /**
   * Whoever has the phone and its PIN.
   *
   * @throws RefusedRequest INVALID_PINCODE, whatever is wrong: who guesses is not told what about
   *     the guess was right, nor when to stop
   */
  Person proved(PhoneNumber phone, String pin) {
    try {
      return pins.prove(phone, pin).orElseThrow(() -> new RefusedRequest(INVALID_PINCODE));
    } catch (TooManyAttempts locked) {
      throw new RefusedRequest(
          INVALID_PINCODE, Map.of("Retry-After", Long.toString(locked.retryAfterSeconds())));
    }
  }

  /** Whoever has the phone, unproved. */
  Optional<Person> known(PhoneNumber phone) {
    return people.findByPhone(phone.e164()).filter(Person::isActive);
  }

  /** The person's wallet in a currency. */
  Optional<OwnedWallet> wallet(Person person, Currency currency) {
    return wallets.find(person.owner(), currency.getCurrencyCode());
  }
}
