package io.griot.identity.person;

import io.griot.identity.code.CodeLimit;
import io.griot.identity.code.CodePurpose;
import io.griot.identity.code.OneTimeCodes;
import io.griot.identity.code.Proof;
import io.griot.identity.credential.SecretHashing;
import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Messenger;
import io.griot.identity.notifier.Recipient;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.rejection.FieldFaults;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New passwords for those who lost theirs but have their phone. Nothing here tells a phone that
 * somebody has from one that nobody has, be it by the answer or by the time it takes.
 *
 * <p>Not to be called inside a transaction: the slow hash would hold its connection.
 */
public final class PasswordResets {
  private final TransactionTemplate transactions;
  private final PhoneNumbers phones;
  private final People people;
  private final Passwords passwords;
  private final PaymentPins pins;
  private final SecretHashing hashing;
  private final OneTimeCodes codes;
  private final CodeLimit limit;
  private final Messenger messenger;

  public PasswordResets(
      TransactionTemplate transactions,
      PhoneNumbers phones,
      People people,
      Passwords passwords,
      PaymentPins pins,
      SecretHashing hashing,
      OneTimeCodes codes,
      CodeLimit limit,
      Messenger messenger) {
    this.transactions = transactions;
    this.phones = phones;
    this.people = people;
    this.passwords = passwords;
    this.pins = pins;
    this.hashing = hashing;
    this.codes = codes;
    this.limit = limit;
    this.messenger = messenger;
  }

  /**
   * Sends a code to the phone, later, if it has an active person. Throws {@code TooManyAttempts} if
   * the phone was sent enough.
   */
  public void request(String rawPhone) {
    PhoneNumber phone = phones.parse(rawPhone);
    limit.take("password " + phone.e164());
    messenger.send(
        () -> {
          // Issued to nobody too: the confirmation then does the same work in either case.
          String code = codes.issue(CodePurpose.PASSWORD_RESET, phone.e164(), phone.e164());
          return people
              .findByPhone(phone)
              .filter(Person::isActive)
              .map(
                  person ->
                      new Message(
                          new Recipient.Phone(phone.e164()),
                          "Your new password",
                          "Your code for a new password is "
                              + code
                              + ". It is good for "
                              + OneTimeCodes.LIFETIME.toMinutes()
                              + " minutes. Whoever asks you for it is a thief."));
        });
  }

  /**
   * Sets the password, ends all sessions and tokens of the person, forgets their payment PIN, and
   * lifts the phone's lock. Rejects with {@code CODE_WRONG}.
   */
  public void confirm(String rawPhone, String code, String newPassword) {
    var faults = new FieldFaults();
    Passwords.checkShape(faults, "new_password", newPassword);
    faults.throwIfAny();
    PhoneNumber phone = phones.parse(rawPhone);
    Proof proof =
        codes
            .prove(CodePurpose.PASSWORD_RESET, phone.e164(), code)
            .orElseThrow(Verifications::wrongCode);
    Person person =
        people.findByPhone(phone).filter(Person::isActive).orElseThrow(Verifications::wrongCode);
    String hash = hashing.hash(newPassword);
    transactions.executeWithoutResult(
        status -> {
          if (!codes.spend(proof)) {
            throw Verifications.wrongCode();
          }
          passwords.set(person.id(), hash);
          pins.forget(person.id());
        });
    passwords.forgetFailures(phone.e164());
  }
}
