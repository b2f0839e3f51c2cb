package io.griot.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.command.CommandServer.Client;
import io.griot.identity.person.Role;
import io.griot.wire.Allow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DescribingEndpointsTest {

  private final CommandServer server = CommandServer.started();

  @Test
  void keeps_the_operation_ids_and_paths_of_the_contract() {
    Map<String, String> operations = new TreeMap<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            operations.put(
                                operation.getValue().path("operationId").asString(),
                                path.getKey())));
    assertThat(operations)
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("accounts_business_create", "/accounts/business/"),
                    Map.entry("accounts_login_create", "/accounts/login/"),
                    Map.entry("accounts_pin_create", "/accounts/pin/"),
                    Map.entry(
                        "accounts_password_reset_confirm_create",
                        "/accounts/password-reset/confirm/"),
                    Map.entry(
                        "accounts_password_reset_request_create",
                        "/accounts/password-reset/request/"),
                    Map.entry(
                        "accounts_services_categories_create", "/accounts/services/categories/"),
                    Map.entry("accounts_services_create", "/accounts/services/"),
                    Map.entry("accounts_users_devices_create", "/accounts/users/devices/"),
                    Map.entry("accounts_users_devices_destroy", "/accounts/users/devices/{id}/"),
                    Map.entry(
                        "accounts_users_profile_partial_update", "/accounts/users/{id}/profile/"),
                    Map.entry("accounts_users_profile_update", "/accounts/users/{id}/profile/"),
                    Map.entry(
                        "accounts_verifications_confirm_create",
                        "/accounts/verifications/confirm/"),
                    Map.entry(
                        "accounts_verifications_resend_create", "/accounts/verifications/resend/"),
                    Map.entry("accounts_register_create", "/accounts/register/"),
                    Map.entry("accounts_token_refresh_create", "/accounts/token/refresh/"),
                    Map.entry(
                        "apis_enterprises_access_grants_create",
                        "/apis/enterprises/access-grants/"),
                    Map.entry(
                        "apis_enterprises_enterprises_grants_create",
                        "/apis/enterprises/enterprises-grants/"),
                    Map.entry(
                        "apis_enterprises_initiate_payment_create",
                        "/apis/enterprises/initiate-payment/"),
                    Map.entry(
                        "apis_enterprises_users_grants_partial_update",
                        "/apis/enterprises/users-grants/{id}/"),
                    Map.entry(
                        "apis_enterprises_users_grants_update",
                        "/apis/enterprises/users-grants/{id}/"),
                    Map.entry("bills_airtime_create", "/bills/airtime/"),
                    Map.entry("bills_pay_bills_create", "/bills/pay-bills/"),
                    Map.entry("bills_payments_resolve_create", "/bills/payments/{id}/resolve/"),
                    Map.entry("bills_woyofal_create", "/bills/woyofal/"),
                    Map.entry("gateway_achatwoyofal_create", "/achatwoyofal/"),
                    Map.entry("gateway_airtime_create", "/airtime/"),
                    Map.entry("gateway_sde_create", "/sde/"),
                    Map.entry("gateway_senelecfactures_create", "/senelecfactures/"),
                    Map.entry("gateway_compteurwoyofal_create", "/compteurwoyofal/"),
                    Map.entry("gateway_deletepolice_destroy", "/deletepolice/{id}/"),
                    Map.entry("gateway_deleteref_destroy", "/deleteref/{id}/"),
                    Map.entry("gateway_deletewoyofal_destroy", "/deletewoyofal/{id}/"),
                    Map.entry("gateway_integrators_create", "/gateway/integrators/"),
                    Map.entry("gateway_sdereference_create", "/sdereference/"),
                    Map.entry("gateway_senelecpolice_create", "/senelecpolice/"),
                    Map.entry("gateway_token_create", "/token/"),
                    Map.entry(
                        "platform_admin_admin_platform_login_create",
                        "/platform-admin/admin-platform/login/"),
                    Map.entry(
                        "platform_admin_dispute_records_create",
                        "/platform-admin/dispute-records/"),
                    Map.entry(
                        "platform_admin_dispute_records_dismiss_partial_update",
                        "/platform-admin/dispute-records/{id}/dismiss/"),
                    Map.entry(
                        "platform_admin_dispute_records_mark_as_reviewed_partial_update",
                        "/platform-admin/dispute-records/{id}/mark-as-reviewed/"),
                    Map.entry(
                        "platform_admin_dispute_records_move_to_review_partial_update",
                        "/platform-admin/dispute-records/{id}/move-to-review/"),
                    Map.entry(
                        "platform_admin_dispute_records_process_refund_partial_update",
                        "/platform-admin/dispute-records/{id}/process-refund/"),
                    Map.entry(
                        "platform_admin_approvals_approve_create",
                        "/platform-admin/approvals/{id}/approve/"),
                    Map.entry(
                        "platform_admin_approvals_decline_create",
                        "/platform-admin/approvals/{id}/decline/"),
                    Map.entry("platform_admin_staff_create", "/platform-admin/staff/"),
                    Map.entry("transactions_refund_create", "/transactions/{id}/refund/"),
                    Map.entry("transactions_reverse_create", "/transactions/{id}/reverse/"),
                    Map.entry("wallets_holds_create", "/wallets/holds/"),
                    Map.entry("wallets_holds_settle_create", "/wallets/holds/{id}/settle/"),
                    Map.entry("wallets_holds_void_create", "/wallets/holds/{id}/void/"),
                    Map.entry("wallets_receive_external_create", "/wallets/receive/external/"),
                    Map.entry("wallets_restrict_create", "/wallets/{id}/restrict/"),
                    Map.entry("wallets_send_bulk_create", "/wallets/send/bulk/"),
                    Map.entry("wallets_send_external_create", "/wallets/send/external/"),
                    Map.entry("wallets_send_p2p_create", "/wallets/send/p2p/"),
                    Map.entry("wallets_unrestrict_create", "/wallets/{id}/unrestrict/"),
                    Map.entry("wallets_wallets_bulk_create", "/wallets/wallets/bulk/"),
                    Map.entry("wallets_wallets_create", "/wallets/wallets/"))));
  }

  @Test
  void describes_a_transfer_as_it_is_sent_and_answered() {
    JsonNode document = document();
    JsonNode operation = document.path("paths").path("/wallets/send/p2p/").path("post");
    assertThat(operation.path("parameters").findValuesAsString("name"))
        .containsExactly("Idempotency-Key");
    assertThat(operation.path("security").size()).isEqualTo(3);
    assertThat(
            document.path("paths").path("/accounts/login/").path("post").path("security").isEmpty())
        .isTrue();
    assertThat(operation.path("responses").propertyNames()).contains("201", "default");
    JsonNode schemas = document.path("components").path("schemas");
    assertThat(schemas.path("ToWallet").path("properties").propertyNames())
        .containsExactlyInAnyOrder("from_wallet", "to_wallet", "amount", "remarks");
    assertThat(schemas.path("SentToWallet").path("properties").propertyNames())
        .contains("from_wallet", "balance", "currency", "status");
  }

  @Test
  void says_of_every_endpoint_whom_it_allows() {
    assertThat(endpoints()).hasSize(58);
    assertThat(endpoints().values())
        .allSatisfy(method -> assertThat(method.getMethodAnnotation(Allow.class)).isNotNull());
  }

  @Test
  void lets_in_exactly_whom_an_endpoint_allows() {
    Map<Role, Client> callers =
        Map.of(
            Role.USER, server.person(),
            Role.ENTERPRISE, server.enterprise(),
            Role.INTEGRATOR, server.integrator(),
            Role.ADMIN, server.admin(),
            Role.AUDITOR, server.staff(Role.AUDITOR),
            Role.RECON, server.staff(Role.RECON));
    endpoints()
        .forEach(
            (path, handler) -> {
              Allow allow = handler.getMethodAnnotation(Allow.class);
              if (allow == null || allow.anyone()) {
                return;
              }
              String method = path.substring(0, path.indexOf(' '));
              String concrete =
                  path.substring(path.indexOf(' ') + 1)
                      .replace("{id}", "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3");
              assertThat(server.send(method, concrete, "[").status()).as(path).isEqualTo(401);
              Set<Role> allowed = Set.of(allow.value());
              callers.forEach(
                  (role, caller) -> {
                    Set<Role> has = role == Role.ADMIN ? Set.of(Role.USER, role) : Set.of(role);
                    boolean in = has.stream().anyMatch(allowed::contains);
                    // Removing takes no body that could be malformed, and there is nothing there.
                    int refused = method.equals("DELETE") ? 404 : 400;
                    assertThat(caller.send(method, concrete, "[").status())
                        .as("%s at %s", role, path)
                        .isEqualTo(in ? refused : 403);
                  });
            });
  }

  private Map<String, HandlerMethod> endpoints() {
    return server.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.griot.command."))
        .collect(
            Collectors.toMap(
                entry ->
                    List.copyOf(entry.getKey().getMethodsCondition().getMethods()).getFirst()
                        + " "
                        + List.copyOf(entry.getKey().getPatternValues()).getFirst(),
                Map.Entry::getValue));
  }

  private JsonNode document() {
    return server.get("/v3/api-docs").expect(200).json();
  }
}
