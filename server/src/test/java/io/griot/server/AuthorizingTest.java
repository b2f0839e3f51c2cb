package io.griot.server;

import static io.griot.server.People.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.server.People.Person;
import io.griot.testdatabase.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is answered what: every operation of the API document by everybody, about things of one
 * person, the owner. A new operation needs a line in {@link #TABLE}.
 */
class AuthorizingTest {

  /** The columns of the table. The business and the stranger have nothing to do with the owner. */
  private enum As {
    NOBODY,
    STRANGER,
    OWNER,
    BUSINESS,
    /** Asked for the owner's grants. */
    ENTERPRISE,
    AUDITOR,
    /** A second one: what waits for approval was asked for by the first. */
    ADMIN
  }

  /** May change nothing of the owner's, and are shown nothing of it. */
  private static final Set<As> OTHERS = Set.of(As.NOBODY, As.STRANGER, As.BUSINESS);

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final String SECRET = "Hushhush";

  @TempDir private static Path directory;
  private static RunningLedger ledger;
  private static People people;
  private static JdbcClient database;
  private static Map<String, Operation> operations;
  private static Person owner;
  private static Person other;
  private static String business;
  private static String transaction;
  private static long position;
  private static String stateQuery;
  private static final Map<As, Caller> callers = new TreeMap<>();

  /** What the document says of an operation. */
  private record Operation(String method, String path) {}

  /** What each operation answers to whom. */
  private static final String TABLE =
      """
                                                                     nobody stranger owner business enterprise auditor admin
      accounts_business_create                                       401    201      201   201      403        403     201
      accounts_business_list                                         401    200      200   200      200        200     200
      accounts_business_retrieve                                     401    404      200   404      404        200     200
      accounts_login_create                                          200    200      200   200      200        200     200
      accounts_password_reset_confirm_create                         422    422      422   422      422        422     422
      accounts_password_reset_request_create                         200    200      200   200      200        200     200
      accounts_pin_create                                            401    200      200   200      403        403     200
      accounts_register_create                                       201    201      201   201      201        201     201
      accounts_services_categories_create                            401    403      403   403      403        403     201
      accounts_services_categories_list                              401    200      200   200      200        200     200
      accounts_services_create                                       401    404      201   404      403        403     201
      accounts_services_list                                         401    200      200   200      200        200     200
      accounts_services_retrieve                                     401    404      200   404      404        200     200
      accounts_token_refresh_create                                  200    200      200   200      200        200     200
      accounts_users_devices_create                                  401    201      201   201      403        403     201
      accounts_users_devices_destroy                                 401    404      204   404      403        403     404
      accounts_users_devices_list                                    401    200      200   200      200        200     200
      accounts_users_devices_retrieve                                401    404      200   404      404        404     404
      accounts_users_list                                            401    200      200   200      200        200     200
      accounts_users_profile_partial_update                          401    404      200   404      403        403     404
      accounts_users_profile_retrieve                                401    404      200   404      404        200     200
      accounts_users_profile_update                                  401    404      200   404      403        403     404
      accounts_users_retrieve                                        401    404      200   404      404        200     200
      accounts_verifications_confirm_create                          422    422      422   422      422        422     422
      accounts_verifications_resend_create                           200    200      200   200      200        200     200
      apis_enterprises_access_grants_create                          401    403      403   403      403        403     201
      apis_enterprises_enterprises_grants_create                     401    403      403   403      201        403     403
      apis_enterprises_enterprises_grants_list                       401    200      200   200      200        200     200
      apis_enterprises_enterprises_grants_retrieve                   401    404      404   404      200        200     200
      apis_enterprises_initiate_payment_create                       401    403      403   403      201        403     403
      apis_enterprises_users_grants_list                             401    200      200   200      200        200     200
      apis_enterprises_users_grants_partial_update                   401    404      200   404      403        403     404
      apis_enterprises_users_grants_update                           401    404      200   404      403        403     404
      audit_trial_balance_retrieve                                   401    403      403   403      403        200     200
      bills_airtime_create                                           401    404      422   404      404        403     404
      bills_pay_bills_create                                         401    404      422   404      404        403     404
      bills_payments_list                                            401    200      200   200      200        200     200
      bills_payments_resolve_create                                  401    403      403   403      403        403     404
      bills_payments_retrieve                                        401    404      404   404      404        404     404
      bills_unpaid_retrieve                                          401    200      200   200      200        200     200
      bills_utilities_list                                           401    200      200   200      200        200     200
      bills_woyofal_create                                           401    404      422   404      404        403     404
      gateway_achatwoyofal_create                                    401    403      403   403      403        403     403
      gateway_airtime_create                                         401    403      403   403      403        403     403
      gateway_compteurwoyofal_create                                 401    403      403   403      403        403     403
      gateway_compteurwoyofal_list                                   401    403      403   403      403        403     403
      gateway_deletepolice_destroy                                   401    403      403   403      403        403     403
      gateway_deleteref_destroy                                      401    403      403   403      403        403     403
      gateway_deletewoyofal_destroy                                  401    403      403   403      403        403     403
      gateway_integrators_create                                     401    403      403   403      403        403     201
      gateway_integrators_list                                       401    403      403   403      403        200     200
      gateway_sde_create                                             401    403      403   403      403        403     403
      gateway_sde_list                                               401    403      403   403      403        403     403
      gateway_sdereference_create                                    401    403      403   403      403        403     403
      gateway_sdereference_list                                      401    403      403   403      403        403     403
      gateway_senelecfactures_create                                 401    403      403   403      403        403     403
      gateway_senelecfactures_list                                   401    403      403   403      403        403     403
      gateway_senelecpolice_create                                   401    403      403   403      403        403     403
      gateway_senelecpolice_list                                     401    403      403   403      403        403     403
      gateway_token_create                                           400    400      400   400      400        400     400
      notifications_notifications_list                               401    200      200   200      200        200     200
      platform_admin_admin_platform_login_create                     200    200      200   200      200        200     200
      platform_admin_all_users_list                                  401    403      403   403      403        200     200
      platform_admin_approvals_approve_create                        401    403      403   403      403        403     200
      platform_admin_approvals_decline_create                        401    403      403   403      403        403     200
      platform_admin_approvals_list                                  401    403      403   403      403        200     200
      platform_admin_approvals_retrieve                              401    403      403   403      403        200     200
      platform_admin_business_records_list                           401    403      403   403      403        200     200
      platform_admin_dispute_records_ageing_list                     401    403      403   403      403        200     200
      platform_admin_dispute_records_create                          401    404      201   404      403        403     201
      platform_admin_dispute_records_dismiss_partial_update          401    403      403   403      403        403     200
      platform_admin_dispute_records_list                            401    200      200   200      200        200     200
      platform_admin_dispute_records_mark_as_reviewed_partial_update 401    403      403   403      403        403     200
      platform_admin_dispute_records_move_to_review_partial_update   401    403      403   403      403        403     200
      platform_admin_dispute_records_process_refund_partial_update   401    403      403   403      403        403     200
      platform_admin_dispute_records_retrieve                        401    404      200   404      404        200     200
      platform_admin_staff_create                                    401    403      403   403      403        403     200
      platform_admin_transaction_records_list                        401    403      403   403      403        200     200
      platform_admin_transaction_records_retrieve                    401    403      403   403      403        200     200
      schema_retrieve                                                200    200      200   200      200        200     200
      transactions_refund_create                                     401    404      201   404      404        403     201
      transactions_reverse_create                                    401    403      403   403      403        403     201
      wallets_business_wallets_list                                  401    200      200   200      200        200     200
      wallets_business_wallets_retrieve                              401    404      200   404      404        200     200
      wallets_holds_create                                           401    404      201   404      404        403     201
      wallets_holds_list                                             401    404      200   404      404        200     200
      wallets_holds_retrieve                                         401    404      200   404      404        200     200
      wallets_holds_settle_create                                    401    404      200   404      404        403     200
      wallets_holds_void_create                                      401    404      200   404      404        403     200
      wallets_receive_external_create                                401    403      403   403      201        403     403
      wallets_restrict_create                                        401    403      403   403      403        403     202
      wallets_send_bulk_create                                       401    404      201   404      404        403     201
      wallets_send_external_create                                   401    404      201   404      404        403     404
      wallets_send_p2p_create                                        401    404      201   404      404        403     404
      wallets_snapshots_list                                         401    404      200   404      404        200     200
      wallets_statement_retrieve                                     401    404      200   404      404        200     200
      wallets_stats_transactions_retrieve                            401    404      200   404      404        200     200
      wallets_transactions_list                                      401    404      200   404      404        200     200
      wallets_transactions_retrieve                                  401    404      200   404      404        200     200
      wallets_unrestrict_create                                      401    403      403   403      403        403     200
      wallets_wallets_bulk_create                                    401    403      403   403      403        403     200
      wallets_wallets_create                                         401    201      201   201      201        403     201
      wallets_wallets_list                                           401    200      200   200      200        200     200
      wallets_wallets_public_list                                    401    200      200   200      200        200     200
      wallets_wallets_retrieve                                       401    404      200   404      404        200     200
      """;

  /**
   * What is asked of an operation, if it takes anything. It is made anew for everybody, so that
   * nobody finds what another used up.
   */
  private static List<Question> questions() {
    return List.of(
        ask("accounts_business_create")
            .sending(() -> fields("name", "Shop", "contact_email", "a@example.com")),
        ask("accounts_business_retrieve").at("id", () -> business),
        ask("accounts_login_create")
            .sending(() -> fields("phone_number", other.phone(), "password", People.PASSWORD)),
        ask("accounts_password_reset_confirm_create")
            .sending(
                () ->
                    fields(
                        "phone_number",
                        owner.phone(),
                        "code",
                        "000000",
                        "new_password",
                        "somebody else's")),
        ask("accounts_password_reset_request_create")
            .sending(() -> fields("phone_number", People.freePhone())),
        ask("accounts_services_categories_create")
            .sending(() -> fields("name", "Category " + UUID.randomUUID())),
        ask("accounts_services_create").sending(AuthorizingTest::hidden),
        ask("accounts_services_retrieve").at("id", AuthorizingTest::hiddenService),
        ask("accounts_users_devices_create").sending(() -> fields("id", "a-phone")),
        ask("accounts_users_devices_destroy").at("id", AuthorizingTest::device),
        ask("accounts_users_devices_retrieve").at("id", AuthorizingTest::device),
        ask("accounts_users_list").asking(() -> "phone_number=" + encodedPhone()),
        ask("accounts_users_profile_partial_update")
            .at("id", () -> owner.id())
            .sending(() -> fields("first_name", "Almaz")),
        ask("accounts_users_profile_retrieve").at("id", () -> owner.id()),
        ask("accounts_users_profile_update")
            .at("id", () -> owner.id())
            .sending(
                () ->
                    fields(
                        "first_name",
                        "Almaz",
                        "last_name",
                        SECRET,
                        "phone_number",
                        owner.phone(),
                        "user_type",
                        "user")),
        ask("accounts_users_retrieve").at("id", () -> owner.id()),
        ask("accounts_verifications_confirm_create")
            .sending(() -> fields("user_id", owner.id(), "code", "000000", "code_type", 1)),
        ask("accounts_verifications_resend_create")
            .sending(() -> fields("user_id", people.register().id(), "code_type", 1)),
        ask("bills_airtime_create")
            .sending(
                () ->
                    fields(
                        "phone_number",
                        "+221771234567",
                        "carrier",
                        "ORANGE",
                        "amount",
                        500,
                        "from_wallet",
                        owner.wallet())),
        ask("bills_pay_bills_create")
            .sending(
                () ->
                    fields(
                        "number",
                        "SENELEC/1061103482/5589110",
                        "amount",
                        18590,
                        "from_wallet",
                        owner.wallet())),
        ask("bills_payments_resolve_create")
            .at("id", () -> UUID.randomUUID().toString())
            .sending(() -> fields("outcome", "refunded", "evidence", "their list")),
        ask("bills_payments_retrieve").at("id", () -> UUID.randomUUID().toString()),
        ask("bills_unpaid_retrieve").at("user__number", () -> "1061103482"),
        ask("bills_woyofal_create")
            .sending(
                () -> fields("meter", "58469823", "amount", 500, "from_wallet", owner.wallet())),
        ask("platform_admin_dispute_records_create")
            .sending(() -> fields("transaction", sent(), "phone_number", owner.phone())),
        ask("platform_admin_dispute_records_dismiss_partial_update")
            .at("id", () -> dispute("move-to-review", "mark-as-reviewed"))
            .sending(() -> fields()),
        ask("platform_admin_dispute_records_mark_as_reviewed_partial_update")
            .at("id", () -> dispute("move-to-review"))
            .sending(() -> fields()),
        ask("platform_admin_dispute_records_move_to_review_partial_update")
            .at("id", () -> dispute())
            .sending(() -> fields()),
        ask("platform_admin_dispute_records_process_refund_partial_update")
            .at("id", () -> dispute("move-to-review", "mark-as-reviewed"))
            .sending(() -> fields()),
        ask("platform_admin_dispute_records_retrieve").at("id", () -> dispute()),
        ask("platform_admin_transaction_records_retrieve").at("id", () -> transaction),
        ask("wallets_snapshots_list").asking(() -> "wallet_id=" + owner.wallet()),
        ask("wallets_statement_retrieve").at("id", () -> owner.wallet()),
        ask("accounts_pin_create")
            .sending(() -> fields("pin", "1234", "password", People.PASSWORD)),
        ask("accounts_register_create").sending(() -> People.newcomer(People.freePhone())),
        ask("accounts_token_refresh_create").sending(() -> fields("refresh", refreshToken())),
        ask("apis_enterprises_access_grants_create").sending(() -> fields("name", "Bank")),
        ask("apis_enterprises_enterprises_grants_create")
            .sending(
                () ->
                    fields(
                        "phone_number",
                        owner.phone(),
                        "max_amount",
                        "50",
                        "enterprise",
                        people.enterpriseId())),
        ask("apis_enterprises_enterprises_grants_retrieve").at("id", AuthorizingTest::grant),
        ask("apis_enterprises_initiate_payment_create")
            .sending(() -> fields("user_grant", approvedGrant(), "amount", 1)),
        ask("apis_enterprises_users_grants_partial_update")
            .at("id", AuthorizingTest::grant)
            .sending(() -> fields("grant_status", "approved")),
        ask("apis_enterprises_users_grants_update")
            .at("id", AuthorizingTest::grant)
            .sending(() -> fields("max_amount", "70")),
        ask("platform_admin_admin_platform_login_create")
            .sending(
                () ->
                    fields("phone_number", People.ADMIN_PHONE, "password", People.ADMIN_PASSWORD)),
        ask("platform_admin_approvals_approve_create")
            .at("id", AuthorizingTest::approval)
            .sending(() -> fields()),
        ask("platform_admin_approvals_decline_create")
            .at("id", AuthorizingTest::approval)
            .sending(() -> fields()),
        ask("gateway_compteurwoyofal_list").at("phone_number", () -> "771234567"),
        ask("gateway_deletepolice_destroy").at("id", () -> "1"),
        ask("gateway_deleteref_destroy").at("id", () -> "1"),
        ask("gateway_deletewoyofal_destroy").at("id", () -> "1"),
        ask("gateway_integrators_create")
            .sending(
                () ->
                    fields(
                        "name",
                        "Kiosk",
                        "username",
                        UUID.randomUUID().toString(),
                        "password",
                        "a password")),
        ask("gateway_sde_list").at("reference_number", () -> "735034654215"),
        ask("gateway_sdereference_list").at("phone_number", () -> "771234567"),
        ask("gateway_senelecfactures_list").at("policy_number", () -> "1061103482"),
        ask("gateway_senelecpolice_list").at("phone_number", () -> "771234567"),
        ask("gateway_token_create")
            .sending(
                () -> fields("username", UUID.randomUUID().toString(), "password", "a password")),
        ask("platform_admin_approvals_retrieve").at("id", AuthorizingTest::approval),
        ask("platform_admin_staff_create")
            .sending(
                () -> fields("phone_number", people.register().phone(), "roles", List.of("recon"))),
        ask("transactions_refund_create")
            .at("id", AuthorizingTest::received)
            .sending(() -> fields("amount", 1, "remarks", "sorry")),
        ask("transactions_reverse_create")
            .at("id", AuthorizingTest::received)
            .sending(() -> fields("remarks", "mistake")),
        ask("wallets_business_wallets_retrieve").at("business__id", () -> business),
        ask("wallets_holds_create")
            .sending(() -> fields("wallet", owner.wallet(), "amount", 1, "remarks", SECRET)),
        ask("wallets_holds_list").asking(() -> "wallet=" + owner.wallet()),
        ask("wallets_holds_retrieve").at("id", AuthorizingTest::hold),
        ask("wallets_holds_settle_create")
            .at("id", AuthorizingTest::hold)
            .sending(() -> fields("to_wallet", other.wallet())),
        ask("wallets_holds_void_create").at("id", AuthorizingTest::hold).sending(() -> fields()),
        ask("wallets_receive_external_create")
            .sending(() -> fields("phone_number", owner.phone(), "amount", 10, "remarks", "cash")),
        ask("wallets_restrict_create")
            .at("id", () -> owner.wallet())
            .sending(() -> fields("remarks", "police")),
        ask("wallets_send_bulk_create")
            .sending(
                () ->
                    fields(
                        "atomic",
                        true,
                        "transfers",
                        List.of(
                            fields(
                                "reference",
                                UUID.randomUUID().toString(),
                                "from_wallet",
                                owner.wallet(),
                                "to_wallet",
                                other.wallet(),
                                "amount",
                                1)))),
        ask("wallets_send_external_create")
            .sending(
                () ->
                    fields(
                        "from_wallet",
                        owner.wallet(),
                        "bank",
                        "Dashen",
                        "account_number",
                        "1",
                        "amount",
                        10,
                        "remarks",
                        "x")),
        ask("wallets_send_p2p_create").sending(() -> People.p2p(owner, other, "10")),
        ask("wallets_stats_transactions_retrieve").at("tr_id", () -> transaction),
        ask("wallets_transactions_list").asking(() -> "wallet=" + owner.wallet()),
        ask("wallets_transactions_retrieve").at("id", () -> transaction),
        ask("wallets_unrestrict_create")
            .at("id", () -> owner.wallet())
            .sending(() -> fields("remarks", "cleared")),
        ask("wallets_wallets_bulk_create")
            .sending(
                () ->
                    List.of(
                        fields(
                            "external_reference", "till " + UUID.randomUUID(), "currency", "ETB"))),
        ask("wallets_wallets_create").sending(() -> fields("currency", "XOF")),
        ask("wallets_wallets_public_list")
            .asking(() -> "phone_number=" + encodedPhone())
            .showing(() -> owner.wallet()),
        ask("wallets_wallets_retrieve").at("user__id", () -> owner.id()));
  }

  /**
   * A request.
   *
   * @param shown what of the owner's anybody may be shown
   */
  private record Question(
      String operation,
      Map<String, Supplier<String>> identifiers,
      @Nullable Supplier<String> query,
      @Nullable Supplier<Object> body,
      Supplier<String> shown) {

    Question at(String name, Supplier<String> identifier) {
      return new Question(operation, Map.of(name, identifier), query, body, shown);
    }

    Question asking(Supplier<String> parameters) {
      return new Question(operation, identifiers, parameters, body, shown);
    }

    Question sending(Supplier<Object> sent) {
      return new Question(operation, identifiers, query, sent, shown);
    }

    Question showing(Supplier<String> open) {
      return new Question(operation, identifiers, query, body, open);
    }
  }

  private static Question ask(String operation) {
    return new Question(operation, Map.of(), null, null, () -> "");
  }

  @BeforeAll
  static void start_a_ledger_with_everybody() throws InterruptedException {
    TestDatabase empty = TestDatabase.create();
    ledger =
        RunningLedger.start(
            directory,
            Map.of(
                "GRIOT_ROLES",
                "all",
                "GRIOT_DATABASE_URL",
                empty.url(),
                "GRIOT_DATABASE_USER",
                empty.user(),
                "GRIOT_DATABASE_PASSWORD",
                empty.password(),
                "GRIOT_APPROVALS_THRESHOLD",
                "50000"));
    database = JdbcClient.create(empty.dataSource());
    people = ledger.people();
    owner = registerOwner();
    people.receive(owner.phone(), "200000");
    other = people.registerWith("5000000");
    Person merchant = people.register();
    business = openBusiness(owner, SECRET);
    openBusiness(merchant, "Shop");
    transaction = received();
    stateQuery = stateQuery();
    callers.put(As.NOBODY, people.nobody());
    callers.put(As.STRANGER, people.register().caller());
    callers.put(As.OWNER, owner.caller());
    callers.put(As.BUSINESS, merchant.caller());
    callers.put(As.ENTERPRISE, people.enterprise());
    callers.put(As.AUDITOR, withRole("auditor"));
    callers.put(As.ADMIN, withRole("admin"));
    operations = new TreeMap<>();
    people
        .nobody()
        .get("/schema/")
        .with(200)
        .json()
        .required("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) ->
                        operations.put(
                            operation.required("operationId").asString(),
                            new Operation(method.toUpperCase(Locale.ROOT), path))));
  }

  @AfterAll
  static void stop_the_ledger() {
    if (ledger != null) {
      ledger.close();
    }
  }

  @Test
  void every_operation_of_the_document_has_a_row_and_every_row_an_operation() {
    List<String> rows = TABLE.lines().skip(1).map(row -> words(row).getFirst()).toList();
    assertThat(rows).isSorted().containsExactlyInAnyOrderElementsOf(operations.keySet());
    assertThat(words(TABLE.lines().findFirst().orElseThrow()))
        .containsExactly(
            Stream.of(As.values())
                .map(as -> as.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new));
    assertThat(questions().stream().map(Question::operation))
        .doesNotHaveDuplicates()
        .isSubsetOf(rows);
  }

  @Test
  void everybody_is_answered_as_the_table_says_and_nothing_of_the_owners_leaks_or_changes() {
    Map<String, Question> questions =
        questions().stream().collect(Collectors.toMap(Question::operation, each -> each));
    List<String> wrong = new ArrayList<>();
    for (String row : TABLE.lines().skip(1).toList()) {
      String operation = words(row).getFirst();
      Question question = questions.getOrDefault(operation, ask(operation));
      List<String> answered = new ArrayList<>(List.of(operation));
      for (As as : As.values()) {
        answered.add(answer(question, as, wrong));
      }
      if (!words(row).equals(answered)) {
        wrong.add("Not \"%s\" but %s".formatted(row, answered));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void an_integrators_token_opens_the_gateway_and_what_is_open_to_all_and_nothing_else() {
    Map<String, Question> questions =
        questions().stream().collect(Collectors.toMap(Question::operation, each -> each));
    callers.put(As.STRANGER, integrator());
    List<String> wrong = new ArrayList<>();
    try {
      for (String row : TABLE.lines().skip(1).toList()) {
        String operation = words(row).getFirst();
        String answered =
            answer(questions.getOrDefault(operation, ask(operation)), As.STRANGER, wrong);
        boolean open = !words(row).get(1).equals("401");
        boolean gateway =
            operation.startsWith("gateway_") && !operation.startsWith("gateway_integrators");
        if (!open && gateway == Set.of("401", "403").contains(answered)) {
          wrong.add("An integrator was answered %s at %s".formatted(answered, operation));
        }
      }
    } finally {
      callers.put(As.STRANGER, people.register().caller());
    }
    assertThat(wrong).isEmpty();
  }

  private static Caller integrator() {
    Map<String, Object> credentials = fields("username", "integrator", "password", "a password");
    Map<String, Object> integrator = fields("name", "Kiosk");
    integrator.putAll(credentials);
    people.admin().post("/gateway/integrators/", integrator).with(201);
    String token = people.nobody().post("/token/", credentials).with(200).text("token");
    Caller nobody = people.nobody();
    return new Caller(nobody.writes(), nobody.reads(), List.of("Authorization", "Token " + token));
  }

  private static List<String> words(String line) {
    return List.of(BLANKS.split(line.strip(), -1));
  }

  /** The status, after a look at what came back and at what was written. */
  private static String answer(Question question, As as, List<String> wrong) {
    Operation operation =
        Objects.requireNonNull(
            operations.get(question.operation()),
            () -> question.operation() + " is not in the document");
    String path = operation.path();
    for (Map.Entry<String, Supplier<String>> identifier : question.identifiers().entrySet()) {
      path = path.replace("{" + identifier.getKey() + "}", identifier.getValue().get());
    }
    String query = question.query() == null ? "" : "?" + question.query().get();
    String body =
        question.body() == null ? null : Reply.JSON.writeValueAsString(question.body().get());
    State before = state();
    Caller caller = Objects.requireNonNull(callers.get(as));
    boolean reads = operation.method().equals("GET");
    Reply reply =
        caller.send(
            operation.method(),
            (reads ? caller.reads() : caller.writes()) + path + query,
            body,
            reads ? new String[] {"Ledger-Min-Position", Long.toString(position)} : new String[0]);
    boolean refused = reply.status() >= 400;
    String cell = question.operation() + " as " + as + ": ";
    State after = state();
    if (refused && after.rows() != before.rows()) {
      wrong.add(cell + "was refused, and wrote");
    }
    if (OTHERS.contains(as) && !after.owned().equals(before.owned())) {
      wrong.add(cell + "changed what is the owner's");
    }
    if (refused || (OTHERS.contains(as) && reads)) {
      String sent = path + query + body;
      String shown = question.shown().get();
      marks()
          .filter(mark -> !sent.contains(mark) && !mark.equals(shown))
          .filter(reply.body()::contains)
          .forEach(mark -> wrong.add(cell + "was shown " + mark + " in " + reply.body()));
    }
    return Integer.toString(reply.status());
  }

  /** What tells that something is the owner's. */
  private static Stream<String> marks() {
    return Stream.of(SECRET, owner.id(), owner.phone(), owner.wallet(), business, transaction);
  }

  /**
   * What is in the database.
   *
   * @param rows of everything that a refused request must not write
   * @param owned a hash over everything that names the owner
   */
  private record State(long rows, String owned) {}

  private static State state() {
    return database
        .sql(stateQuery)
        .query((row, _) -> new State(row.getLong(1), row.getString(2)))
        .single();
  }

  /** Over the log, and all that is written beside it but counters of failed attempts and keys. */
  private static String stateQuery() {
    List<String> tables =
        database
            .sql(
                """
                SELECT 'identity.' || table_name FROM information_schema.tables
                 WHERE table_schema = 'identity' AND table_type = 'BASE TABLE'
                   AND table_name NOT IN ('failed_attempt', 'signing_key', 'one_time_code', 'sent_code')
                   AND table_name NOT LIKE '%history%'
                 ORDER BY table_name\
                """)
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(tables).contains("identity.person", "identity.business", "identity.owned_wallet");
    return Stream.concat(Stream.of("ledger.event"), tables.stream())
        .map(
            table ->
                """
                SELECT count(*) AS rows,
                       md5(string_agg(%1$s, '|' ORDER BY %1$s COLLATE "C")
                           FILTER (WHERE %1$s ~ '%3$s|%4$s|%5$s')) AS owned
                  FROM %2$s t\
                """
                    .formatted(
                        table.equals("ledger.event")
                            ? "convert_from(t.payload, 'UTF8')"
                            : "t::text",
                        table,
                        owner.id(),
                        owner.wallet(),
                        business))
        .collect(
            Collectors.joining(
                " UNION ALL ",
                "SELECT sum(rows)::bigint, string_agg(coalesce(owned, '-'), ' ') FROM (",
                ") AS state"));
  }

  private static Person registerOwner() {
    String phone = People.freePhone();
    Map<String, Object> newcomer = People.newcomer(phone);
    newcomer.put("last_name", SECRET);
    Reply registered = people.nobody().post("/accounts/register/", newcomer).with(201);
    Caller caller = people.nobody().basic(phone, People.PASSWORD);
    String id = registered.text("id");
    String wallet =
        caller.getAfter(registered, "/wallets/wallets/" + id + "/").with(200).text("id");
    return new Person(id, registered.text("phone_number"), wallet, caller);
  }

  private static String openBusiness(Person person, String name) {
    return noted(
            person
                .caller()
                .post("/accounts/business/", fields("name", name, "contact_email", "a@example.com"))
                .with(201))
        .text("id");
  }

  private static Caller withRole(String role) {
    Person person = people.register();
    people
        .admin()
        .post(
            "/platform-admin/staff/",
            Map.of("phone_number", person.phone(), "roles", List.of(role)))
        .with(200);
    return person.caller();
  }

  private static String refreshToken() {
    return people
        .nobody()
        .post(
            "/accounts/login/", fields("phone_number", other.phone(), "password", People.PASSWORD))
        .with(200)
        .text("refresh");
  }

  private static String encodedPhone() {
    return owner.phone().replace("+", "%2B");
  }

  /** What is active, everybody may be shown. */
  private static Map<String, Object> hidden() {
    return fields(
        "name", SECRET, "service_type", "basic", "business", business, "is_active", false);
  }

  private static String hiddenService() {
    return owner.caller().post("/accounts/services/", hidden()).with(201).text("id");
  }

  private static String device() {
    String device = UUID.randomUUID().toString();
    owner.caller().post("/accounts/users/devices/", fields("id", device)).with(201);
    return device;
  }

  /** A dispute of the owner's, after these actions. */
  private static String dispute(String... actions) {
    String records = "/platform-admin/dispute-records/";
    String id =
        noted(
                owner
                    .caller()
                    .post(
                        records,
                        fields(
                            "transaction", sent(), "phone_number", owner.phone(), "notes", SECRET))
                    .with(201))
            .text("id");
    for (String action : actions) {
      noted(
          people
              .admin()
              .send("PATCH", people.admin().writes() + records + id + "/" + action + "/", "{}")
              .with(200));
    }
    return id;
  }

  /** A transaction that the owner sent. */
  private static String sent() {
    Map<String, Object> transfer = People.p2p(owner, other, "10");
    transfer.put("remarks", SECRET);
    return noted(owner.caller().post("/wallets/send/p2p/", transfer).with(201)).text("id");
  }

  /** A transaction that the owner received. */
  private static String received() {
    return received("10");
  }

  private static String received(String amount) {
    Map<String, Object> transfer = People.p2p(other, owner, amount);
    transfer.put("remarks", SECRET);
    return noted(other.caller().post("/wallets/send/p2p/", transfer).with(201)).text("id");
  }

  /** A hold on the owner's wallet. */
  private static String hold() {
    return noted(
            owner
                .caller()
                .post(
                    "/wallets/holds/",
                    fields("wallet", owner.wallet(), "amount", 1, "remarks", SECRET))
                .with(201))
        .text("id");
  }

  /** A grant that the owner has not answered. */
  private static String grant() {
    return noted(
            people
                .enterprise()
                .post(
                    "/apis/enterprises/enterprises-grants/",
                    fields(
                        "phone_number",
                        owner.phone(),
                        "max_amount",
                        "50",
                        "enterprise",
                        people.enterpriseId(),
                        "meta_data",
                        SECRET))
                .with(201))
        .text("id");
  }

  private static String approvedGrant() {
    String grant = grant();
    Caller caller = owner.caller();
    noted(
        caller
            .send(
                "PATCH",
                caller.writes() + "/apis/enterprises/users-grants/" + grant + "/",
                Reply.JSON.writeValueAsString(fields("grant_status", "approved")))
            .with(200));
    return grant;
  }

  /** A refund of what the owner received, for which a second admin is needed. */
  private static String approval() {
    return noted(
            people
                .admin()
                .post("/transactions/" + received("60000") + "/refund/", fields("remarks", SECRET))
                .with(202))
        .text("id");
  }

  /** Reads that follow are to show it. */
  private static Reply noted(Reply written) {
    position =
        written.headers().firstValue("Ledger-Position").map(Long::parseLong).orElse(position);
    return written;
  }
}
