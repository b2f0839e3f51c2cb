package io.griot.identity.integrator;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.phone.PhoneNumber;
import io.griot.identity.rejection.RejectionCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepingReferencesTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static final PhoneNumber AWA = new PhoneNumber("+221771234567", "SN");
  private static final PhoneNumber BINTA = new PhoneNumber("+221771166182", "SN");
  private static int names;

  private final Integrator one = NODE.integrators().create("One", "one" + names++, "password1");
  private final Integrator other = NODE.integrators().create("Two", "two" + names++, "password2");

  private SavedReference add(Integrator integrator, SavedKind kind, String alias, String number) {
    return NODE.savedReferences().add(integrator.id(), kind, AWA, alias, number);
  }

  private List<SavedReference> of(Integrator integrator, SavedKind kind) {
    return NODE.savedReferences().of(integrator.id(), kind, AWA);
  }

  @Test
  void keeps_references_by_kind_and_phone_oldest_first() {
    SavedReference home = add(one, SavedKind.SENELEC, "Sweet Home", "106A250566");
    SavedReference hotel = add(one, SavedKind.SENELEC, "Hotel", "4109900642");
    SavedReference meter = add(one, SavedKind.WOYOFAL, "Hotel", "4109900642");
    assertThat(of(one, SavedKind.SENELEC)).containsExactly(home, hotel);
    assertThat(of(one, SavedKind.WOYOFAL)).containsExactly(meter);
    assertThat(of(one, SavedKind.SDE)).isEmpty();
    assertThat(NODE.savedReferences().of(one.id(), SavedKind.SENELEC, BINTA)).isEmpty();
  }

  @Test
  void an_integrator_sees_and_deletes_its_own_alone() {
    SavedReference saved = add(one, SavedKind.SDE, "Ngor", "735034938607");
    assertThat(of(other, SavedKind.SDE)).isEmpty();
    assertThat(NODE.savedReferences().delete(other.id(), SavedKind.SDE, saved.id())).isFalse();
    assertThat(NODE.savedReferences().delete(one.id(), SavedKind.SENELEC, saved.id())).isFalse();
    assertThat(of(one, SavedKind.SDE)).containsExactly(saved);
    assertThat(NODE.savedReferences().delete(one.id(), SavedKind.SDE, saved.id())).isTrue();
    assertThat(NODE.savedReferences().delete(one.id(), SavedKind.SDE, saved.id())).isFalse();
    assertThat(of(one, SavedKind.SDE)).isEmpty();
  }

  @Test
  void one_that_is_added_twice_is_there_once_under_its_last_alias() {
    SavedReference first = add(one, SavedKind.SDE, "Ngor", "735034938607");
    SavedReference again = add(one, SavedKind.SDE, "Chateau Ngor", "735034938607");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(of(one, SavedKind.SDE)).containsExactly(again);
    assertThat(again.alias()).isEqualTo("Chateau Ngor");
    assertThat(add(other, SavedKind.SDE, "Ngor", "735034938607").id()).isNotEqualTo(first.id());
  }

  @Test
  void two_hundred_are_kept_under_a_phone_and_no_more() {
    for (int i = 0; i < SavedReferences.MOST; i++) {
      add(one, SavedKind.WOYOFAL, "Meter", "1456763" + i);
    }
    assertThat(rejectionOf(() -> add(one, SavedKind.WOYOFAL, "Meter", "9")).code())
        .isEqualTo(RejectionCode.TOO_MANY_REFERENCES);
    assertThat(add(one, SavedKind.WOYOFAL, "Maison", "14567630").alias()).isEqualTo("Maison");
    assertThat(of(one, SavedKind.WOYOFAL)).hasSize(SavedReferences.MOST);
    assertThat(add(one, SavedKind.SDE, "Meter", "9")).isNotNull();
  }
}
