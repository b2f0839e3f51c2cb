package io.griot.command.account;

import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.wallet.OwnedWallet;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the wallet of whoever has a phone. */
@Component
public class WalletsByPhone {

  private final People people;
  private final OwnedWallets wallets;

  WalletsByPhone(People people, OwnedWallets wallets) {
    this.people = people;
    this.wallets = wallets;
  }

  /**
   * A person's wallet.
   *
   * @param currency null for the person's first wallet
   * @throws RefusedRequest 404 that names {@code phone_number} or {@code currency}
   */
  public OwnedWallet find(PhoneNumber phone, @Nullable Currency currency) {
    Person person =
        people
            .findByPhone(phone.e164())
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        Problem.of(
                            404,
                            "PERSON_NOT_FOUND",
                            "phone_number",
                            "Nobody has registered with this phone number.")));
    return wallets
        .find(person.owner(), currency == null ? null : currency.getCurrencyCode())
        .orElseThrow(
            () ->
                new RefusedRequest(
                    Problem.of(
                        404,
                        "WALLET_NOT_FOUND",
                        "currency",
                        "This person has no wallet in %s.".formatted(currency))));
  }
}
