package io.griot.identity;

import io.griot.identity.access.Access;
import io.griot.identity.access.AccessRules;
import io.griot.identity.access.Authenticator;
import io.griot.identity.access.Sessions;
import io.griot.identity.business.Businesses;
import io.griot.identity.business.Offerings;
import io.griot.identity.code.CodeLimit;
import io.griot.identity.code.OneTimeCodes;
import io.griot.identity.credential.AttemptLimit;
import io.griot.identity.credential.CredentialChanges;
import io.griot.identity.credential.LockRule;
import io.griot.identity.credential.SecretHashing;
import io.griot.identity.device.Devices;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.integrator.SavedReferences;
import io.griot.identity.notifier.Messenger;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.person.FirstAdmin;
import io.griot.identity.person.PasswordResets;
import io.griot.identity.person.Passwords;
import io.griot.identity.person.PaymentPins;
import io.griot.identity.person.People;
import io.griot.identity.person.Profiles;
import io.griot.identity.person.Staff;
import io.griot.identity.person.Verifications;
import io.griot.identity.phone.PhoneNumbers;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.OwnerNames;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires identity from a data source, its transaction manager, a clock, a notifier and settings. */
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {
  private final JdbcClient database;
  private final PlatformTransactionManager transactionManager;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final IdentitySettings settings;

  public IdentityConfiguration(
      DataSource dataSource,
      PlatformTransactionManager transactionManager,
      Clock clock,
      IdentitySettings settings) {
    this.database = JdbcClient.create(dataSource);
    this.transactionManager = transactionManager;
    this.transactions = new TransactionTemplate(transactionManager);
    this.clock = clock;
    this.settings = settings;
  }

  @Bean
  OrderedIds orderedIds() {
    return new OrderedIds(clock);
  }

  @Bean
  PhoneNumbers phoneNumbers() {
    return new PhoneNumbers(settings.defaultRegion(), settings.fallbackCurrency());
  }

  @Bean
  SecretHashing secretHashing() {
    return new SecretHashing(settings.argon2());
  }

  @Bean
  CredentialChanges credentialChanges() {
    return new CredentialChanges();
  }

  @Bean
  AttemptLimit attemptLimit() {
    return new AttemptLimit(
        database,
        transactionManager,
        clock,
        new LockRule(settings.failuresBeforeLock(), settings.lockDuration()));
  }

  @Bean
  OwnedWallets ownedWallets(OrderedIds ids, CredentialChanges changes) {
    return new OwnedWallets(database, transactions, ids, clock, changes);
  }

  @Bean
  People people(OrderedIds ids, PhoneNumbers phones, SecretHashing hashing, OwnedWallets wallets) {
    return new People(database, transactions, clock, ids, phones, hashing, wallets);
  }

  @Bean
  Passwords passwords(
      PhoneNumbers phones,
      People people,
      SecretHashing hashing,
      AttemptLimit attempts,
      CredentialChanges changes) {
    return new Passwords(database, phones, people, hashing, attempts, changes);
  }

  @Bean
  PaymentPins paymentPins(
      SecretHashing hashing, AttemptLimit attempts, Passwords passwords, People people) {
    return new PaymentPins(database, clock, hashing, attempts, passwords, people);
  }

  @Bean
  Messenger messenger(Notifier notifier) {
    return new Messenger(notifier);
  }

  @Bean
  OneTimeCodes oneTimeCodes(SecretHashing hashing) {
    return new OneTimeCodes(database, clock, hashing);
  }

  @Bean
  CodeLimit codeLimit() {
    return new CodeLimit(database, transactions, clock);
  }

  @Bean
  PasswordResets passwordResets(
      PhoneNumbers phones,
      People people,
      Passwords passwords,
      PaymentPins pins,
      SecretHashing hashing,
      OneTimeCodes codes,
      CodeLimit limit,
      Messenger messenger) {
    return new PasswordResets(
        transactions, phones, people, passwords, pins, hashing, codes, limit, messenger);
  }

  @Bean
  Verifications verifications(
      People people, OneTimeCodes codes, CodeLimit limit, Messenger messenger) {
    return new Verifications(database, transactions, people, codes, limit, messenger);
  }

  @Bean
  Staff staff(PhoneNumbers phones, People people, CredentialChanges changes) {
    return new Staff(database, transactions, phones, people, changes);
  }

  @Bean
  FirstAdmin firstAdmin(
      PhoneNumbers phones,
      SecretHashing hashing,
      People people,
      Passwords passwords,
      Staff staff,
      OwnedWallets wallets) {
    return new FirstAdmin(
        database, transactions, clock, phones, hashing, people, passwords, staff, wallets);
  }

  @Bean
  Businesses businesses(
      OrderedIds ids,
      PhoneNumbers phones,
      People people,
      OwnedWallets wallets,
      CredentialChanges changes) {
    return new Businesses(database, transactions, clock, ids, phones, people, wallets, changes);
  }

  @Bean
  Profiles profiles(People people) {
    return new Profiles(database, transactions, people);
  }

  @Bean
  Devices devices(OrderedIds ids) {
    return new Devices(database, clock, ids);
  }

  @Bean
  Offerings offerings(OrderedIds ids) {
    return new Offerings(database, transactions, clock, ids);
  }

  @Bean
  OwnerNames ownerNames() {
    return new OwnerNames(database);
  }

  @Bean
  Enterprises enterprises(OrderedIds ids, CredentialChanges changes) {
    return new Enterprises(database, transactions, clock, ids, changes);
  }

  @Bean
  Integrators integrators(
      OrderedIds ids, Enterprises enterprises, SecretHashing hashing, AttemptLimit attempts) {
    return new Integrators(
        database,
        transactions,
        clock,
        ids,
        enterprises,
        hashing,
        attempts,
        settings.refreshTokenLifetime());
  }

  @Bean
  SavedReferences savedReferences() {
    return new SavedReferences(database, transactions, clock);
  }

  @Bean
  Access access(
      OrderedIds ids,
      People people,
      Passwords passwords,
      Enterprises enterprises,
      Integrators integrators,
      CredentialChanges changes) {
    var rules =
        new AccessRules(
            settings.accessTokenLifetime(),
            settings.refreshTokenLifetime(),
            settings.keyRotationPeriod(),
            settings.verifiedFor(),
            settings.verifiedAtMost(),
            settings.oidcIssuer(),
            settings.oidcAudience());
    return Access.assemble(
        rules,
        database,
        transactions,
        clock,
        ids,
        people,
        passwords,
        enterprises,
        integrators,
        changes);
  }

  @Bean
  Sessions sessions(Access access) {
    return access.sessions();
  }

  @Bean
  Authenticator authenticator(Access access) {
    return access.authenticator();
  }
}
