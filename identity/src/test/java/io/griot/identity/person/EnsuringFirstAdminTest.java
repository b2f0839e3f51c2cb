package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.person.FirstAdmin.Outcome;
import io.griot.identity.rejection.RejectionCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnsuringFirstAdminTest {
  private static final String PHONE = "+251911000001";
  private final IdentityNode node = IdentityNode.start();

  @Test
  void creates_an_admin_once() {
    FirstAdmin.Ensured created = node.firstAdmin().ensure(PHONE, "first password");
    assertThat(created.outcome()).isEqualTo(Outcome.CREATED);
    assertThat(created.admin().person().roles()).containsExactlyInAnyOrder(Role.USER, Role.ADMIN);
    assertThat(created.admin().firstWallet().currency()).isEqualTo("ETB");
    assertThat(node.passwords().prove(PHONE, "first password")).isPresent();
    FirstAdmin.Ensured again = node.firstAdmin().ensure(PHONE, "first password");
    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.admin()).isEqualTo(created.admin());
  }

  @Test
  void an_unchanged_setting_leaves_the_password_that_the_admin_chose() {
    Person admin = node.firstAdmin().ensure(PHONE, "first password").admin().person();
    node.passwords().change(admin.id(), "first password", "my own password");
    assertThat(node.firstAdmin().ensure(PHONE, "first password").outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(node.passwords().prove(PHONE, "my own password")).isPresent();
  }

  @Test
  void a_changed_setting_replaces_the_password_and_opens_the_lock() {
    node.firstAdmin().ensure(PHONE, "first password");
    for (int i = 0; i < 5; i++) {
      assertThat(node.passwords().prove(PHONE, "wrong password")).isEmpty();
    }
    assertThat(node.firstAdmin().ensure(PHONE, "second password").outcome())
        .isEqualTo(Outcome.UPDATED);
    assertThat(node.passwords().prove(PHONE, "second password")).isPresent();
    assertThat(node.passwords().prove(PHONE, "first password")).isEmpty();
    assertThat(node.firstAdmin().ensure(PHONE, "second password").outcome())
        .isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void a_role_taken_away_stays_away_until_the_setting_changes() {
    node.firstAdmin().ensure(PHONE, "first password");
    node.staff().grantRoles(PHONE, Set.of());
    assertThat(node.firstAdmin().ensure(PHONE, "first password").admin().person().roles())
        .containsExactly(Role.USER);
    assertThat(node.firstAdmin().ensure(PHONE, "second password").admin().person().roles())
        .contains(Role.ADMIN);
  }

  @Test
  void a_person_of_that_phone_becomes_the_admin() {
    Person person = node.register(PHONE);
    FirstAdmin.Ensured ensured = node.firstAdmin().ensure(PHONE, "first password");
    assertThat(ensured.outcome()).isEqualTo(Outcome.UPDATED);
    assertThat(ensured.admin().person().id()).isEqualTo(person.id());
    assertThat(ensured.admin().person().roles()).contains(Role.ADMIN);
    assertThat(node.passwords().prove(PHONE, IdentityNode.PASSWORD)).isEmpty();
  }

  @Test
  void nodes_that_start_together_create_one() throws InterruptedException {
    List<Object> outcomes =
        IdentityNode.together(8, () -> node.firstAdmin().ensure(PHONE, "first password").outcome());
    assertThat(outcomes).filteredOn(Outcome.CREATED::equals).hasSize(1);
    assertThat(outcomes).filteredOn(Outcome.UNCHANGED::equals).hasSize(7);
  }

  @Test
  void rejects_a_setting_that_no_person_could_have() {
    assertThat(rejectionOf(() -> node.firstAdmin().ensure("12", "first password")).code())
        .isEqualTo(RejectionCode.PHONE_INVALID);
    assertThat(rejectionOf(() -> node.firstAdmin().ensure(PHONE, "1234567")).code())
        .isEqualTo(RejectionCode.PASSWORD_INVALID);
    assertThat(node.count("person")).isZero();
  }
}
