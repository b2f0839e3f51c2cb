package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReadingYourWritesAcrossProcessesTest {

  private static final int CLIENTS = 6;
  private static final int ROUNDS_OF_EACH = 18;

  @TempDir private static Path directory;
  private static RunningLedger command;
  private static RunningLedger queryAndProjections;
  private static RunningLedger queryAlone;
  private static People people;

  @BeforeAll
  static void start_three_processes_on_one_database() throws InterruptedException {
    TestDatabase database = TestDatabase.create();
    command = RunningLedger.start(directory, database, "command");
    queryAndProjections = RunningLedger.start(directory, database, "query,projections");
    queryAlone = RunningLedger.start(directory, database, "query");
    people = new People(command.address(), queryAndProjections.address());
  }

  @AfterAll
  static void stop_them() {
    Stream.of(queryAlone, queryAndProjections, command)
        .filter(Objects::nonNull)
        .forEach(RunningLedger::close);
  }

  /** By turns from the process that moves the views and from one that only reads them. */
  @Test
  void every_read_shows_the_write_that_its_client_names() throws Exception {
    List<Callable<Integer>> clients =
        IntStream.range(0, CLIENTS)
            .<Callable<Integer>>mapToObj(number -> () -> rounds(number))
            .toList();
    int rounds = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> client : threads.invokeAll(clients)) {
        rounds += client.get();
      }
    }
    assertThat(rounds).isGreaterThanOrEqualTo(100);
  }

  @Test
  void each_process_answers_its_own_methods() {
    Person almaz = people.register();
    Caller crossed =
        new Caller(queryAlone.address(), command.address(), almaz.caller().credentials());

    for (String path :
        List.of(
            "/wallets/transactions/",
            "/wallets/business-wallets/",
            "/wallets/wallets/" + almaz.wallet() + "/",
            "/wallets/wallets/",
            "/accounts/business/")) {
      assertThat(problem(crossed.get(path))).as(path).containsAnyOf("NOT_FOUND", "METHOD_NOT");
    }
    for (String path : List.of("/accounts/register/", "/wallets/send/p2p/", "/wallets/wallets/")) {
      assertThat(problem(crossed.post(path, Map.of())))
          .as(path)
          .containsAnyOf("NOT_FOUND", "METHOD_NOT");
    }
  }

  @Test
  void each_process_describes_the_endpoints_of_all() {
    Reply ofReader = people.nobody().get("/schema/").with(200);
    assertThat(people.nobody().readingAt(command.address()).get("/schema/").with(200).json())
        .isEqualTo(ofReader.json());
    JsonNode paths = ofReader.json().required("paths");
    assertThat(paths.required("/wallets/wallets/").propertyNames()).contains("get", "post");
    assertThat(paths.required("/wallets/send/p2p/").has("post")).isTrue();
    assertThat(paths.required("/wallets/stats/transactions/{tr_id}/").has("get")).isTrue();
  }

  @Test
  void a_position_that_is_not_reached_is_answered_in_time() throws Exception {
    Person almaz = people.register();

    List<String> paths =
        List.of(
            "/wallets/wallets/",
            "/wallets/wallets/" + almaz.wallet() + "/",
            "/wallets/wallets/public/?user_id=" + almaz.id(),
            "/wallets/business-wallets/",
            "/wallets/transactions/",
            "/wallets/transactions/" + almaz.id() + "/",
            "/wallets/stats/transactions/" + almaz.id() + "/");
    Instant sent = Instant.now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Reply>> reads =
          paths.stream()
              .<Callable<Reply>>map(
                  path -> () -> almaz.caller().get(path, "Ledger-Min-Position", "999999999999999"))
              .toList();
      for (Future<Reply> read : threads.invokeAll(reads)) {
        Reply late = read.get().with(503);
        assertThat(late.header("Content-Type")).startsWith("application/problem+json");
        assertThat(late.text("code")).isEqualTo("POSITION_NOT_REACHED");
        assertThat(Integer.parseInt(late.header("Retry-After"))).isPositive();
      }
    }
    assertThat(Duration.between(sent, Instant.now()))
        .isBetween(Duration.ofMillis(1900), Duration.ofMillis(4500));
  }

  /** One client's rounds: each write is read at once, everywhere where it can be seen. */
  private static int rounds(int number) {
    Person almaz = people.register();
    Person bekele = people.register();
    Reply business =
        almaz
            .caller()
            .post(
                "/accounts/business/",
                Map.of("name", "Shop " + number, "contact_email", "shop@example.com"))
            .with(201);
    String businessId = business.text("id");
    Caller caller = almaz.caller().readingAt(queryAlone.address());
    JsonNode shop =
        caller.getAfter(business, "/wallets/business-wallets/" + businessId + "/").with(200).json();
    assertThat(shop.required("business").asString()).isEqualTo(businessId);
    assertThat(caller.getAfter(business, "/wallets/business-wallets/").with(200).json()).hasSize(1);

    BigDecimal ofAlmaz = BigDecimal.ZERO;
    BigDecimal ofBekele = BigDecimal.ZERO;
    BigDecimal ofShop = BigDecimal.ZERO;
    for (int round = 0; round < ROUNDS_OF_EACH; round++) {
      Reply received = people.receive(almaz.phone(), "40");
      ofAlmaz = ofAlmaz.add(new BigDecimal(40));
      seeMoney(received, atTheOther(almaz), ofAlmaz);

      Reply sent = caller.post("/wallets/send/p2p/", People.p2p(almaz, bekele, "10.25")).with(201);
      ofAlmaz = ofAlmaz.subtract(new BigDecimal("10.25"));
      ofBekele = ofBekele.add(new BigDecimal("10.25"));
      seeMoney(sent, round % 2 == 0 ? bekele : atTheOther(bekele), ofBekele);

      Reply sold =
          caller
              .post(
                  "/wallets/send/p2p/",
                  People.fields(
                      "from_wallet",
                      almaz.wallet(),
                      "to_wallet",
                      shop.required("id").asString(),
                      "amount",
                      "11",
                      "remarks",
                      "shop"))
              .with(201);
      ofAlmaz = ofAlmaz.subtract(new BigDecimal(11));
      ofShop = ofShop.add(new BigDecimal(11));
      assertThat(
              caller
                  .getAfter(sold, "/wallets/business-wallets/" + businessId)
                  .with(200)
                  .json()
                  .required("balance")
                  .decimalValue())
          .isEqualByComparingTo(ofShop);
      assertThat(
              caller
                  .getAfter(sold, "/wallets/business-wallets/")
                  .with(200)
                  .json()
                  .required(0)
                  .required("balance")
                  .decimalValue())
          .isEqualByComparingTo(ofShop);

      for (String change : List.of("restrict", "unrestrict")) {
        Reply changed =
            people
                .admin()
                .post("/wallets/" + bekele.wallet() + "/" + change + "/", Map.of())
                .with(200);
        assertThat(
                atTheOther(bekele)
                    .caller()
                    .getAfter(changed, "/wallets/wallets/" + bekele.id() + "/")
                    .with(200)
                    .json()
                    .required("is_restricted")
                    .asBoolean())
            .isEqualTo(change.equals("restrict"));
      }
      Reply opened =
          people
              .admin()
              .post(
                  "/wallets/wallets/",
                  Map.of(
                      "currency",
                      "ETB",
                      "external_reference",
                      people.enterpriseId() + "-" + number + "-" + round))
              .with(201);
      assertThat(
              people
                  .admin()
                  .getAfter(
                      opened,
                      "/wallets/wallets/?external_reference=" + opened.text("external_reference"))
                  .with(200)
                  .json())
          .hasSize(1);
    }
    return ROUNDS_OF_EACH;
  }

  private static Person atTheOther(Person person) {
    return new Person(
        person.id(),
        person.phone(),
        person.wallet(),
        person.caller().readingAt(queryAlone.address()));
  }

  private static void seeMoney(Reply write, Person person, BigDecimal balance) {
    Caller caller = person.caller();
    String entry = write.text("id");
    assertThat(
            caller
                .getAfter(write, "/wallets/wallets/" + person.id() + "/")
                .with(200)
                .json()
                .required("balance")
                .decimalValue())
        .isEqualByComparingTo(balance);
    assertThat(
            caller
                .getAfter(write, "/wallets/wallets/")
                .with(200)
                .json()
                .required(0)
                .required("balance")
                .decimalValue())
        .isEqualByComparingTo(balance);
    for (String list :
        List.of("/wallets/transactions/", "/wallets/transactions/?wallet=" + person.wallet())) {
      assertThat(
              caller.getAfter(write, list).with(200).json().required(0).required("id").asString())
          .isEqualTo(entry);
    }
    assertThat(caller.getAfter(write, "/wallets/transactions/" + entry + "/").with(200).text("id"))
        .isEqualTo(entry);
    JsonNode postings =
        caller
            .getAfter(write, "/wallets/stats/transactions/" + entry + "/")
            .with(200)
            .json()
            .required("postings");
    assertThat(postings).hasSize(2);
    assertThat(postings)
        .filteredOn(posting -> posting.required("wallet").asString("").equals(person.wallet()))
        .singleElement()
        .satisfies(
            posting ->
                assertThat(posting.required("balance_after").decimalValue())
                    .isEqualByComparingTo(balance));
  }

  private static String problem(Reply reply) {
    assertThat(reply.status()).isIn(404, 405);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    return reply.text("code");
  }
}
