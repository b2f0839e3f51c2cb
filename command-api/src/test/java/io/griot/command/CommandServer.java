package io.griot.command;

import io.griot.command.gateway.FakeProvider;
import io.griot.core.Ledger;
import io.griot.core.engine.LedgerOnPostgres;
import io.griot.identity.IdentityConfiguration;
import io.griot.identity.IdentitySettings;
import io.griot.identity.access.Authenticator;
import io.griot.identity.access.Principal;
import io.griot.identity.credential.Argon2Cost;
import io.griot.identity.id.OrderedIds;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.person.Role;
import io.griot.identity.person.Staff;
import io.griot.testdatabase.TestDatabase;
import io.griot.wire.CurrentPrincipal;
import io.griot.wire.GatewayPhones;
import io.griot.wire.Problem;
import io.griot.wire.ProblemWriter;
import io.griot.wire.WireSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.filter.OncePerRequestFilter;

/** The write endpoints on a real Tomcat over a real ledger, one for all tests. */
public final class CommandServer {

  public static final String PASSWORD = "correct horse";

  private static final CommandServer STARTED = new CommandServer();
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

  private final ServletWebServerApplicationContext context;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private CommandServer() {
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class)
                .properties(
                    "server.port=0",
                    "spring.main.banner-mode=off",
                    "logging.level.org.axonframework.modelling=ERROR")
                .run();
    port = Objects.requireNonNull(context.getWebServer()).getPort();
  }

  public static CommandServer started() {
    return STARTED;
  }

  /** Someone who sends requests, with the headers that prove who it is. */
  public record Client(CommandServer server, List<String> headers, String phone) {

    public Reply post(String path, String body, String... more) {
      return server.post(
          path, body, Stream.concat(headers.stream(), Stream.of(more)).toArray(String[]::new));
    }

    public Reply send(String method, String path, String body) {
      return server.send(method, path, body, headers.toArray(String[]::new));
    }
  }

  public Client stranger() {
    return new Client(this, List.of(), "");
  }

  public String newPhone() {
    return "+25191100%04d".formatted(NUMBERS.getAndIncrement());
  }

  public Client person() {
    String phone = newPhone();
    post(
            "/accounts/register/",
            """
            {"first_name":"Almaz","phone_number":"%s","password":"%s"}"""
                .formatted(phone, PASSWORD))
        .expect(201);
    return login(phone);
  }

  /** Somebody with a phone of the country, a payment PIN of 1001 and so much money. */
  public Client payer(String phone, int amount) {
    post(
            "/accounts/register/",
            """
            {"first_name":"Awa","phone_number":"%s","password":"%s"}"""
                .formatted(phone, PASSWORD))
        .expect(201);
    Client person = login(phone);
    person
        .post(
            "/accounts/pin/",
            """
            {"pin":"1001","password":"%s"}"""
                .formatted(PASSWORD))
        .expect(200);
    enterprise()
        .post(
            "/wallets/receive/external/",
            """
            {"phone_number":"%s","amount":%d,"remarks":"salary"}"""
                .formatted(phone, amount))
        .expect(201);
    return person;
  }

  public Client staff(Role... roles) {
    Client person = person();
    context.getBean(Staff.class).grantRoles(person.phone(), Set.of(roles));
    return login(person.phone());
  }

  public Client admin() {
    return staff(Role.ADMIN);
  }

  public Client enterprise() {
    Reply key =
        admin().post("/apis/enterprises/access-grants/", "{\"name\":\"Ethio Pay\"}").expect(201);
    return new Client(
        this,
        List.of("X-Access-Id", key.text("access_id"), "X-Access-Secret", key.text("access_secret")),
        key.text("enterprise"));
  }

  /** A client of the gateway. */
  public Client integrator() {
    String username = "kiosk" + NUMBERS.getAndIncrement();
    admin()
        .post(
            "/gateway/integrators/",
            """
            {"name":"Kiosk","username":"%s","password":"%s"}"""
                .formatted(username, PASSWORD))
        .expect(201);
    Reply token =
        post(
                "/token/",
                """
                {"username":"%s","password":"%s"}"""
                    .formatted(username, PASSWORD))
            .expect(200);
    return new Client(this, List.of("Authorization", "Token " + token.text("token")), username);
  }

  public UUID firstWallet(Client person) {
    return database()
        .sql(
            """
            SELECT w.wallet_id FROM identity.owned_wallet w
            JOIN identity.person p ON p.id = w.owner_id
            WHERE p.phone_number = :phone AND w.ordinal = 1
            """)
        .param("phone", person.phone())
        .query(UUID.class)
        .single();
  }

  /** Someone with a wallet that holds so much. */
  public Client personWith(int amount) {
    Client person = person();
    enterprise()
        .post(
            "/wallets/receive/external/",
            """
            {"phone_number":"%s","amount":%d,"remarks":"salary"}"""
                .formatted(person.phone(), amount))
        .expect(201);
    return person;
  }

  public JdbcClient database() {
    return JdbcClient.create(context.getBean(DataSource.class));
  }

  public long events() {
    return database().sql("SELECT count(*) FROM ledger.event").query(Long.class).single();
  }

  public RecordingLedger ledger() {
    return context.getBean(RecordingLedger.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public Reply post(String path, String body, String... headers) {
    return send(
        "POST", path, HttpRequest.BodyPublishers.ofString(body), "application/json", headers);
  }

  public Reply send(String method, String path, String body, String... headers) {
    return send(
        method, path, HttpRequest.BodyPublishers.ofString(body), "application/json", headers);
  }

  public Reply get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), "text/plain");
  }

  private Reply send(
      String method,
      String path,
      HttpRequest.BodyPublisher body,
      String contentType,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", contentType)
            .method(method, body);
    for (int index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    try {
      return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Client login(String phone) {
    Reply session =
        post(
                "/accounts/login/",
                """
                {"phone_number":"%s","password":"%s"}"""
                    .formatted(phone, PASSWORD))
            .expect(200);
    return new Client(this, List.of("Authorization", "Bearer " + session.text("access")), phone);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({CommandApiConfiguration.class, IdentityConfiguration.class})
  static class Application {

    private final TestDatabase database = TestDatabase.create();

    @Bean
    DataSource dataSource() {
      Flyway.configure()
          .dataSource(database.dataSource())
          .schemas("identity")
          .locations("classpath:db/identity")
          .load()
          .migrate();
      return database.dataSource();
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
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
    FakeProviders providers() {
      return new FakeProviders();
    }

    @Bean(destroyMethod = "close")
    LedgerOnPostgres engine() {
      LedgerOnPostgres.migrate(database);
      return LedgerOnPostgres.on(database, Clock.systemUTC(), configurer -> configurer);
    }

    @Bean
    Ledger ledger(LedgerOnPostgres engine) {
      return new RecordingLedger(engine.ledger());
    }

    @Bean
    FakeProvider provider(FakeProviders providers, Ledger ledger, OrderedIds ids) {
      return new FakeProvider(providers, ledger, ids);
    }

    @Bean
    OncePerRequestFilter authentication(Authenticator authenticator, ProblemWriter problems) {
      return new OncePerRequestFilter() {
        @Override
        protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
          String bearer = request.getHeader("Authorization");
          String accessId = request.getHeader("X-Access-Id");
          Optional<Principal> principal = Optional.empty();
          if (bearer != null && bearer.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            principal = authenticator.bearer(bearer.substring(7));
          } else if (bearer != null && bearer.startsWith("Token ")) {
            principal = authenticator.gatewayToken(bearer.substring(6));
          } else if (accessId != null) {
            principal = authenticator.accessKey(accessId, request.getHeader("X-Access-Secret"));
          }
          if ((bearer != null || accessId != null) && principal.isEmpty()) {
            problems.write(response, Problem.badCredentials());
            return;
          }
          principal.ifPresent(found -> CurrentPrincipal.set(request, found));
          chain.doFilter(request, response);
        }
      };
    }
  }
}
