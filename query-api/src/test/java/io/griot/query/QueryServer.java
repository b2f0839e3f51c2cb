package io.griot.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.griot.core.Answer;
import io.griot.core.LedgerCommand;
import io.griot.core.LedgerRequest;
import io.griot.core.Requester;
import io.griot.core.account.WalletCommand.OpenWallet;
import io.griot.core.account.WalletCommand.OpeningBalance;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.core.id.EntryId;
import io.griot.core.id.Owner;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.MajorUnits;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.Leg;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.identity.IdentityConfiguration;
import io.griot.identity.IdentitySettings;
import io.griot.identity.access.Principal;
import io.griot.identity.business.Business;
import io.griot.identity.business.BusinessDetails;
import io.griot.identity.business.Businesses;
import io.griot.identity.credential.Argon2Cost;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.person.People;
import io.griot.identity.person.Person;
import io.griot.identity.person.Registration;
import io.griot.identity.person.Role;
import io.griot.projection.ProjectionsConfiguration;
import io.griot.testdatabase.TestDatabase;
import io.griot.wire.CurrentPrincipal;
import io.griot.wire.GatewayPhones;
import io.griot.wire.WireConfiguration;
import io.griot.wire.WireSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The read endpoints, and beside them a ledger to write to; one for all tests. */
final class QueryServer {

  static final String ADMIN = "person:" + UUID.randomUUID() + ":user,admin";
  static final String AUDITOR = "person:" + UUID.randomUUID() + ":user,auditor";
  static final Currency ETB = Currency.getInstance("ETB");
  static final Currency XOF = Currency.getInstance("XOF");

  private static final QueryServer STARTED = new QueryServer();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger phones = new AtomicInteger(911_000_000);
  private final ServletWebServerApplicationContext context;
  private final LedgerOnPostgres ledger;
  private final int port;
  private long position;

  private QueryServer() {
    TestDatabase database = TestDatabase.create();
    LedgerOnPostgres.migrate(database);
    migrate(database, "identity");
    migrate(database, "views");
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    HikariDataSource dataSource = new HikariDataSource(pool);
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class)
                .properties("server.port=0", "spring.main.banner-mode=off")
                .initializers(
                    (org.springframework.context.support.GenericApplicationContext starting) ->
                        starting.registerBean(DataSource.class, () -> dataSource))
                .run();
    port = Objects.requireNonNull(context.getWebServer()).getPort();
    ProjectionsConfiguration projections = context.getBean(ProjectionsConfiguration.class);
    ledger =
        LedgerOnPostgres.on(
            database,
            Clock.systemUTC(),
            configurer -> {
              projections.register(
                  configurer, dataSource, context.getBean(PlatformTransactionManager.class));
              return configurer;
            });
  }

  static QueryServer started() {
    return STARTED;
  }

  /** An answer of the server. */
  record Reply(int status, Map<String, java.util.List<String>> headers, JsonNode body) {

    String header(String name) {
      return String.join(
          ",", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), java.util.List.of()));
    }
  }

  /** Reads as somebody, at least up to the last write of this test. */
  Reply get(String as, String path) {
    return get(as, path, "Ledger-Min-Position", Long.toString(position));
  }

  Reply get(String as, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (!as.isEmpty()) {
      request.header("As", as);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          response.statusCode(), response.headers().map(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads text as somebody, at least up to the last write of this test. */
  HttpResponse<String> text(String as, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("As", as)
            .header("Ledger-Min-Position", Long.toString(position))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  FakeInquiry inquiry() {
    return context.getBean(FakeInquiry.class);
  }

  JdbcClient jdbc() {
    return JdbcClient.create(context.getBean(DataSource.class));
  }

  long position() {
    return position;
  }

  Person person(String firstName, String lastName) {
    return context
        .getBean(People.class)
        .register(
            new Registration(
                firstName, lastName, "+251" + phones.incrementAndGet(), "correct horse"))
        .person();
  }

  Business business(Person owner, String name) {
    return context
        .getBean(Businesses.class)
        .create(owner.id(), new BusinessDetails(name, null, "a@b.et", null, null))
        .business();
  }

  WalletId openWallet(
      Owner owner, Currency currency, @Nullable String externalReference, String opening) {
    WalletId walletId = new WalletId(UUID.randomUUID());
    send(
        new OpenWallet(
            walletId,
            owner,
            currency,
            externalReference,
            opening.equals("0")
                ? null
                : new OpeningBalance(
                    new EntryId(UUID.randomUUID()),
                    new MajorUnits(new BigDecimal(opening)),
                    "bank")));
    return walletId;
  }

  WalletId openWallet(Person owner, String opening) {
    return openWallet(new Owner.User(owner.id()), ETB, null, opening);
  }

  UUID transfer(WalletId from, WalletId to, String amount) {
    return transfer(from, to, amount, "lunch", null);
  }

  UUID transfer(
      WalletId from, WalletId to, String amount, String remarks, @Nullable Instant effectiveAt) {
    UUID id = UUID.randomUUID();
    send(
        new Transfer(
            new EntryId(id),
            EntryKind.P2P,
            new Leg.InWallet(from),
            new Leg.InWallet(to),
            new MajorUnits(new BigDecimal(amount)),
            null,
            remarks,
            Map.of(),
            effectiveAt,
            new Authority.Staff()));
    return id;
  }

  void send(LedgerCommand command) {
    Answer answer =
        ledger.ledger().send(new LedgerRequest(command, new Requester("user:test", "jwt"), null));
    if (!(answer instanceof Answer.Accepted)) {
      throw new IllegalStateException("Refused: " + answer);
    }
    position = answer.position();
  }

  static String as(Person person) {
    return "person:" + person.id() + ":user";
  }

  private static void migrate(TestDatabase database, String schema) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .load()
        .migrate();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    WireConfiguration.class,
    IdentityConfiguration.class,
    ProjectionsConfiguration.class,
    QueryApiConfiguration.class
  })
  static class Application {

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
      return new JdbcTransactionManager(dataSource);
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    FakeInquiry inquiry() {
      return new FakeInquiry();
    }

    @Bean
    Notifier notifier() {
      return message -> {};
    }

    @Bean
    GatewayPhones gatewayPhones() {
      return GatewayPhones.in("SN");
    }

    @Bean
    WireSettings wireSettings() {
      return new WireSettings(ZoneId.of("Africa/Addis_Ababa"));
    }

    @Bean
    QuerySettings querySettings() {
      return new QuerySettings(5);
    }

    @Bean
    IdentitySettings identitySettings() {
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
          null,
          null,
          new Argon2Cost(64, 1, 1));
    }

    /** Trusts a header in place of credentials. */
    @Bean
    OncePerRequestFilter authentication() {
      return new OncePerRequestFilter() {
        @Override
        protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
          String as = request.getHeader("As");
          if (as != null) {
            CurrentPrincipal.set(request, principal(as.split(":")));
          }
          chain.doFilter(request, response);
        }
      };
    }

    private static Principal principal(String[] as) {
      UUID id = UUID.fromString(as[1]);
      if (as[0].equals("enterprise")) {
        return new Principal.OfEnterprise(id, "access");
      }
      Set<Role> roles =
          Arrays.stream(as[2].split(","))
              .map(role -> Role.find(role).orElseThrow())
              .collect(Collectors.toSet());
      return new Principal.OfPerson(id, as.length > 3 ? as[3] : "+251911234567", roles, "jwt");
    }
  }
}
