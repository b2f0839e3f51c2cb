package io.griot.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The drawing of the modules, their arrows and what each may use, held against all classes. */
class ModulesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // Packaged tests are a jar like any other to the option above.
          .withImportOption(location -> !location.contains("-tests.jar"))
          // Imported by tests alone.
          .withImportOption(location -> !location.contains("test-database"))
          .importPackages("io.griot");

  private static final String CORE = "io.griot.core..";
  private static final String IDENTITY = "io.griot.identity..";
  private static final String WIRE = "io.griot.wire..";
  private static final String PROJECTION = "io.griot.projection..";
  private static final String COMMAND = "io.griot.command..";
  private static final String QUERY = "io.griot.query..";
  private static final String CONNECTOR = "io.griot.connector..";
  private static final String SANDBOX = "io.griot.sandbox..";
  private static final String SERVER = "io.griot.server..";

  private static final String AXON = "org.axonframework..";
  private static final Pattern SHELL =
      Pattern.compile(".*(Aggregate|Command|Handler|Reactor|Saga)");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.OffsetDateTime",
          "java.time.ZonedDateTime",
          "java.time.Year",
          "java.time.YearMonth");

  @Test
  void each_module_was_read() {
    for (String module :
        List.of(
            "core",
            "identity",
            "wire",
            "projection",
            "command",
            "query",
            "connector",
            "sandbox",
            "server")) {
      assertThat(CLASSES.containPackage("io.griot." + module)).as(module).isTrue();
    }
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .allMatch(
            name ->
                name.matches(
                    "io\\.griot\\.(core|identity|wire|projection|command|query|connector|sandbox|server)(\\..*)?"));
  }

  @Test
  void the_core_imports_nothing_of_ours() {
    imports(CORE);
  }

  @Test
  void identity_imports_nothing_of_ours() {
    imports(IDENTITY);
  }

  @Test
  void the_wire_imports_what_the_ledger_answers_and_who_asks() {
    imports(
        WIRE,
        "io.griot.core",
        "io.griot.core.id..",
        "io.griot.core.money..",
        "io.griot.core.utility..",
        IDENTITY);
  }

  @Test
  void projections_import_the_ledgers_events_ids_and_money_and_how_it_copies_rows() {
    imports(
        PROJECTION,
        "io.griot.core",
        "io.griot.core.engine.copy..",
        "io.griot.core.audit..",
        "io.griot.core.account..",
        "io.griot.core.bill..",
        "io.griot.core.utility..",
        "io.griot.core.dispute..",
        "io.griot.core.grant..",
        "io.griot.core.approval..",
        "io.griot.core.bill..",
        "io.griot.core.utility..",
        "io.griot.core.hold..",
        "io.griot.core.snapshot..",
        "io.griot.core.journal..",
        "io.griot.core.id..",
        "io.griot.core.money..");
    noClasses()
        .that()
        .resideInAPackage(PROJECTION)
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.griot\\.core\\..*(Command|Aggregate|Handler|Ledger)")
        .check(CLASSES);
  }

  @Test
  void the_command_api_imports_the_ledger_identity_and_the_wire() {
    imports(
        COMMAND,
        "io.griot.core",
        "io.griot.core.account..",
        "io.griot.core.bill..",
        "io.griot.core.utility..",
        "io.griot.core.transfer..",
        "io.griot.core.dispute..",
        "io.griot.core.grant..",
        "io.griot.core.approval..",
        "io.griot.core.bill..",
        "io.griot.core.utility..",
        "io.griot.core.hold..",
        "io.griot.core.journal..",
        "io.griot.core.id..",
        "io.griot.core.money..",
        IDENTITY,
        WIRE);
  }

  @Test
  void the_query_api_imports_the_views_identity_the_wire_and_how_utilities_are_asked() {
    imports(
        QUERY,
        PROJECTION,
        "io.griot.core.id..",
        "io.griot.core.money..",
        "io.griot.core.utility..",
        IDENTITY,
        WIRE);
  }

  @Test
  void connectors_import_the_ledger() {
    imports(CONNECTOR, CORE);
  }

  @Test
  void only_the_server_imports_connectors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CONNECTOR, SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONNECTOR)
        .check(CLASSES);
  }

  @Test
  void the_sandbox_imports_nothing_of_ours() {
    imports(SANDBOX);
  }

  @Test
  void nothing_but_the_server_imports_the_sandbox() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SANDBOX, SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SANDBOX)
        .check(CLASSES);
  }

  @Test
  void nothing_imports_the_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SERVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(SERVER)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core",
        "identity",
        "projection",
        "command",
        "query",
        "connector",
        "sandbox",
        "server"
      })
  void packages_of_a_module_form_no_cycle(String module) {
    slices().matching("io.griot." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void axon_is_in_shells_the_engine_the_projections_and_their_wiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PROJECTION, "io.griot.server.ledger..", "io.griot.core.engine..")
        .and(
            describe(
                "are no shells of the ledger",
                (JavaClass type) ->
                    !type.getPackageName().matches("io\\.griot\\.(core|connector)\\..*")
                        || !SHELL.matcher(outermost(type).getSimpleName()).matches()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(AXON)
        .check(CLASSES);
  }

  @Test
  void only_the_wire_both_apis_the_connectors_and_the_server_know_http() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE, IDENTITY, PROJECTION)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.web..",
            "org.springframework.http..",
            "org.springframework.boot..",
            "jakarta.servlet..",
            "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void only_the_engine_of_the_core_knows_databases_spring_and_json() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .and()
        .resideOutsideOfPackage("io.griot.core.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax.sql..",
            "org.springframework..",
            "com.fasterxml..",
            "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void the_apis_leave_databases_to_others() {
    noClasses()
        .that()
        .resideInAnyPackage(COMMAND, QUERY, WIRE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
        .check(CLASSES);
  }

  /** What signs tokens takes dates of the old kind. */
  @Test
  void times_are_of_the_new_kind() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.griot.identity.access.AccessTokens")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)|java\\.sql\\.(Date|Time|Timestamp)|java\\.text\\.SimpleDateFormat")
        .check(CLASSES);
  }

  @Test
  void the_time_comes_from_the_one_clock() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName("io.griot.server.settings.SettingsConfiguration")
        .and()
        .doNotHaveFullyQualifiedName("io.griot.sandbox.Main")
        .and()
        .resideOutsideOfPackages(
            // The command line, which measures how long it takes.
            "io.griot.server.importing..",
            "io.griot.server.exporting..",
            "io.griot.server.rebuilding..",
            "io.griot.server.progress..")
        .should(
            never(
                accessTargetWhere(describe("reads the machine's clock", ModulesTest::readsClock))))
        .check(CLASSES);
  }

  @Test
  void only_the_command_line_prints() {
    classes()
        .that()
        .doNotHaveFullyQualifiedName("io.griot.server.Griot")
        .and()
        .doNotHaveFullyQualifiedName("io.griot.sandbox.Main")
        .should(
            never(
                accessTargetWhere(
                    describe(
                        "uses standard output or error",
                        (JavaAccess<?> access) ->
                            access.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("out", "err").contains(access.getName())))))
        .check(CLASSES);
  }

  @Test
  void packages_carry_words_of_the_ledger() {
    assertThat(packages().stream().flatMap(name -> Arrays.stream(name.split("\\."))))
        .doesNotContain(
            "common", "util", "utils", "model", "dto", "service", "impl", "manager", "helper");
  }

  @Test
  void classes_are_named_for_what_they_are() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Dto|Service)")
        .check(CLASSES);
  }

  @Test
  void every_package_says_what_it_is_for_and_marks_its_nulls() {
    List<String> unmarked = new ArrayList<>();
    for (String name : packages()) {
      JavaPackage found = CLASSES.getPackage(name);
      if (!found.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(name);
      }
    }
    assertThat(unmarked).isEmpty();
  }

  private static void imports(String module, String... others) {
    String[] allowed = Stream.concat(Stream.of(module), Stream.of(others)).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("io.griot..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(allowed)))
        .check(CLASSES);
  }

  private static Set<String> packages() {
    Set<String> names = new TreeSet<>();
    CLASSES.forEach(type -> names.add(type.getPackageName()));
    return names;
  }

  private static boolean readsClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (CLOCKS.contains(owner) && name.equals("now"))
        || (owner.equals("java.time.Clock")
            && name.matches("system.*|tick(Millis|Seconds|Minutes)"))
        || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ModulesTest::outermost).orElse(type);
  }
}
