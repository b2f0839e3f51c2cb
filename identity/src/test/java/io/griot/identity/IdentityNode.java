package io.griot.identity;

import io.griot.identity.access.Authenticator;
import io.griot.identity.access.Sessions;
import io.griot.identity.business.Businesses;
import io.griot.identity.business.Offerings;
import io.griot.identity.credential.Argon2Cost;
import io.griot.identity.device.Devices;
import io.griot.identity.enterprise.Enterprises;
import io.griot.identity.integrator.Integrators;
import io.griot.identity.integrator.SavedReferences;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.person.FirstAdmin;
import io.griot.identity.person.PasswordResets;
import io.griot.identity.person.Passwords;
import io.griot.identity.person.PaymentPins;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Profiles;
import io.griot.identity.person.Registration;
import io.griot.identity.person.Staff;
import io.griot.identity.person.Verifications;
import io.griot.identity.wallet.OwnedWallets;
import io.griot.identity.wallet.OwnerNames;
import io.griot.testdatabase.TestDatabase;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Identity as one node runs it; several nodes share a database and a clock. */
public final class IdentityNode {
  public static final String PASSWORD = "correct horse";

  public final DataSource dataSource;
  public final MutableClock clock;
  public final RecordingNotifier notifier = new RecordingNotifier();
  private final AnnotationConfigApplicationContext context;

  private IdentityNode(DataSource dataSource, MutableClock clock, IdentitySettings settings) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> dataSource);
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(IdentitySettings.class, () -> settings);
    context.registerBean(Notifier.class, () -> notifier);
    context.register(IdentityConfiguration.class);
    context.refresh();
  }

  /** On an empty database of its own. */
  public static IdentityNode start() {
    return start(cheap(null, null));
  }

  public static IdentityNode start(IdentitySettings settings) {
    DataSource dataSource = TestDatabase.create().dataSource();
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("identity")
        .locations("classpath:db/identity")
        .load()
        .migrate();
    return new IdentityNode(dataSource, new MutableClock(), settings);
  }

  /** A second node on the same database, under the same clock. */
  public IdentityNode another() {
    return new IdentityNode(dataSource, clock, cheap(null, null));
  }

  /** The defaults, but for a hash that costs next to nothing. */
  public static IdentitySettings cheap(@Nullable URI oidcIssuer, @Nullable String oidcAudience) {
    IdentitySettings d = IdentitySettings.defaults();
    return new IdentitySettings(
        d.accessTokenLifetime(),
        d.refreshTokenLifetime(),
        d.keyRotationPeriod(),
        d.failuresBeforeLock(),
        d.lockDuration(),
        d.verifiedFor(),
        d.verifiedAtMost(),
        d.defaultRegion(),
        d.fallbackCurrency(),
        oidcIssuer,
        oidcAudience,
        new Argon2Cost(64, 1, 1));
  }

  public Person register(String phone) {
    return people().register(new Registration("Almaz", "Tesfaye", phone, PASSWORD)).person();
  }

  public People people() {
    return context.getBean(People.class);
  }

  public Passwords passwords() {
    return context.getBean(Passwords.class);
  }

  public PaymentPins pins() {
    return context.getBean(PaymentPins.class);
  }

  public Staff staff() {
    return context.getBean(Staff.class);
  }

  public FirstAdmin firstAdmin() {
    return context.getBean(FirstAdmin.class);
  }

  public PasswordResets resets() {
    return context.getBean(PasswordResets.class);
  }

  public Verifications verifications() {
    return context.getBean(Verifications.class);
  }

  public Profiles profiles() {
    return context.getBean(Profiles.class);
  }

  public Devices devices() {
    return context.getBean(Devices.class);
  }

  public Offerings offerings() {
    return context.getBean(Offerings.class);
  }

  public OwnerNames ownerNames() {
    return context.getBean(OwnerNames.class);
  }

  public Businesses businesses() {
    return context.getBean(Businesses.class);
  }

  public Enterprises enterprises() {
    return context.getBean(Enterprises.class);
  }

  public Integrators integrators() {
    return context.getBean(Integrators.class);
  }

  public SavedReferences savedReferences() {
    return context.getBean(SavedReferences.class);
  }

  public OwnedWallets wallets() {
    return context.getBean(OwnedWallets.class);
  }

  public Sessions sessions() {
    return context.getBean(Sessions.class);
  }

  public Authenticator authenticator() {
    return context.getBean(Authenticator.class);
  }

  public JdbcClient database() {
    return JdbcClient.create(dataSource);
  }

  public long count(String fromWhere) {
    return database().sql("SELECT count(*) FROM identity." + fromWhere).query(Long.class).single();
  }

  /** Runs the work in so many threads that all start together; what each threw, or its result. */
  public static <T> List<Object> together(int threads, Callable<T> work)
      throws InterruptedException {
    var start = new CountDownLatch(1);
    List<Object> outcomes = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      for (Future<T> future : futures) {
        try {
          outcomes.add(future.get());
        } catch (ExecutionException thrown) {
          outcomes.add(thrown.getCause());
        }
      }
    }
    return outcomes;
  }
}
