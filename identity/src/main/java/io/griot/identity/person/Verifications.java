package io.griot.identity.person;

import io.griot.identity.code.CodeLimit;
import io.griot.identity.code.OneTimeCodes;
import io.griot.identity.code.Proof;
import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Messenger;
import io.griot.identity.notifier.Recipient;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out whether people read what is sent to their phone and their e-mail address. */
public final class Verifications {
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final People people;
  private final OneTimeCodes codes;
  private final CodeLimit limit;
  private final Messenger messenger;

  public Verifications(
      JdbcClient database,
      TransactionTemplate transactions,
      People people,
      OneTimeCodes codes,
      CodeLimit limit,
      Messenger messenger) {
    this.database = database;
    this.transactions = transactions;
    this.people = people;
    this.codes = codes;
    this.limit = limit;
    this.messenger = messenger;
  }

  /**
   * Sends a code, later, if the person has such an address and it is not verified yet. Throws
   * {@code TooManyAttempts} if the person was sent enough.
   */
  public void send(UUID personId, CodeType type) {
    limit.take(subject(personId, type));
    messenger.send(() -> message(personId, type));
  }

  /** Sends the first code to a new person's phone, later; what fails there fails no registering. */
  public void welcome(UUID personId) {
    messenger.send(
        () -> {
          limit.take(subject(personId, CodeType.PHONE));
          return message(personId, CodeType.PHONE);
        });
  }

  /** The person, verified now. Rejects with {@code CODE_WRONG}. */
  public Person confirm(UUID personId, CodeType type, String code) {
    Proof proof =
        codes
            .prove(type.purpose(), personId.toString(), code)
            .orElseThrow(Verifications::wrongCode);
    return transactions.execute(
        status -> {
          if (!codes.spend(proof) || !verify(personId, type, proof.address())) {
            throw wrongCode();
          }
          return people.require(personId);
        });
  }

  static IdentityRejection wrongCode() {
    return new IdentityRejection(
        RejectionCode.CODE_WRONG,
        "The code is wrong, was used, or is no longer good; ask for a new one.",
        Map.of("code", "is wrong, was used, or is no longer good; ask for a new one"));
  }

  private static Optional<Recipient> unverified(Person person, CodeType type) {
    return switch (type) {
      case PHONE ->
          person.isPhoneVerified()
              ? Optional.empty()
              : Optional.of(new Recipient.Phone(person.phoneNumber()));
      case EMAIL ->
          person.isEmailVerified()
              ? Optional.empty()
              : Optional.ofNullable(person.email()).map(Recipient.Email::new);
    };
  }

  private static String subject(UUID personId, CodeType type) {
    return type.purpose() + " " + personId;
  }

  private Optional<Message> message(UUID personId, CodeType type) {
    return people
        .find(personId)
        .filter(Person::isActive)
        .flatMap(person -> unverified(person, type))
        .map(address -> message(personId, type, address));
  }

  private Message message(UUID personId, CodeType type, Recipient to) {
    String code = codes.issue(type.purpose(), personId.toString(), to.address());
    return new Message(
        to,
        "Your code",
        "Your code to verify this "
            + (type == CodeType.PHONE ? "phone" : "address")
            + " is "
            + code
            + ". It is good for "
            + OneTimeCodes.LIFETIME.toMinutes()
            + " minutes.");
  }

  /** Only the address that the code went to: the person may have another by now. */
  private boolean verify(UUID personId, CodeType type, String address) {
    String sql =
        switch (type) {
          case PHONE ->
              """
              UPDATE identity.person SET is_phone_verified = true
              WHERE id = :id AND phone_number = :address AND is_active
              """;
          case EMAIL ->
              """
              UPDATE identity.person SET is_email_verified = true
              WHERE id = :id AND email = :address AND is_active
              """;
        };
    return database.sql(sql).param("id", personId).param("address", address).update() == 1;
  }
}
