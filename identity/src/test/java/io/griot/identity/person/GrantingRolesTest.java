package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.RejectionCode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantingRolesTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void replaces_the_staff_roles_and_leaves_the_others() {
    NODE.register("0911000001");
    assertThat(NODE.staff().grantRoles("0911000001", Set.of(Role.ADMIN, Role.RECON)).roles())
        .containsExactlyInAnyOrder(Role.USER, Role.ADMIN, Role.RECON);
    assertThat(NODE.staff().grantRoles("+251911000001", Set.of(Role.AUDITOR)).roles())
        .containsExactlyInAnyOrder(Role.USER, Role.AUDITOR);
    assertThat(NODE.staff().grantRoles("+251911000001", Set.of()).roles())
        .containsExactly(Role.USER);
  }

  @Test
  void rejects_a_role_that_is_not_of_staff() {
    NODE.register("0911000002");
    for (Role role : Set.of(Role.USER, Role.BUSINESS, Role.ENTERPRISE)) {
      assertThat(
              rejectionOf(() -> NODE.staff().grantRoles("0911000002", Set.of(Role.ADMIN, role)))
                  .code())
          .isEqualTo(RejectionCode.ROLE_INVALID);
    }
    assertThat(
            NODE.count(
                "staff_role s JOIN identity.person p ON p.id = s.person_id"
                    + " WHERE p.phone_number = '+251911000002'"))
        .isZero();
  }

  @Test
  void rejects_a_phone_without_a_person() {
    assertThat(rejectionOf(() -> NODE.staff().grantRoles("0911000003", Set.of(Role.ADMIN))).code())
        .isEqualTo(RejectionCode.PERSON_NOT_FOUND);
    assertThat(rejectionOf(() -> NODE.staff().grantRoles("x", Set.of(Role.ADMIN))).code())
        .isEqualTo(RejectionCode.PHONE_INVALID);
  }

  @Test
  void a_role_is_found_by_its_spelling_only() {
    assertThat(Role.find("recon")).contains(Role.RECON);
    assertThat(Role.find("RECON")).isEmpty();
    assertThat(Role.find("root")).isEmpty();
  }
}
