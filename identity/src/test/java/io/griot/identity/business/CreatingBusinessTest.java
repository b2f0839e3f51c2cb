package io.griot.identity.business;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.person.Person;
import io.griot.identity.person.Role;
import io.griot.identity.rejection.IdentityRejection;
import io.griot.identity.rejection.RejectionCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatingBusinessTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void adds_a_business_with_a_wallet_in_its_owners_currency() {
    Person owner = NODE.register("+221771000001");
    UUID logo = UUID.randomUUID();
    CreatedBusiness created =
        NODE.businesses()
            .create(
                owner.id(),
                new BusinessDetails("Boutique", "+221 77 100 00 09", "b@c.sn", logo, null));
    Business business = created.business();
    assertThat(business.ownerId()).isEqualTo(owner.id());
    assertThat(business.contactPhone()).isEqualTo("+221771000009");
    assertThat(business.logo()).isEqualTo(logo);
    assertThat(business.license()).isNull();
    assertThat(business.isActive()).isTrue();
    assertThat(business.isVerified()).isFalse();
    assertThat(created.firstWallet().currency()).isEqualTo("XOF");
    assertThat(created.firstWallet().owner()).isEqualTo(business.owner());
    Person now = NODE.people().find(owner.id()).orElseThrow();
    assertThat(now.roles()).containsExactlyInAnyOrder(Role.USER, Role.BUSINESS);
    assertThat(now.userType().spelling()).isEqualTo("busines");
  }

  @Test
  void is_found_by_uuid_and_by_legacy_number() {
    Business business = create(NODE.register("0911000001").id(), "Shop");
    assertThat(NODE.businesses().find(business.id().toString())).contains(business);
    assertThat(NODE.businesses().find(Long.toString(business.legacyNo()))).contains(business);
    assertThat(NODE.businesses().find("999999999999999999")).isEmpty();
    assertThat(NODE.businesses().find("9999999999999999999")).isEmpty();
    assertThat(NODE.businesses().find(UUID.randomUUID().toString())).isEmpty();
    assertThat(NODE.businesses().find("shop")).isEmpty();
  }

  @Test
  void lists_a_persons_own_newest_first() {
    UUID owner = NODE.register("0911000002").id();
    Business first = create(owner, "First");
    Business second = create(owner, "Second");
    Business foreign = create(NODE.register("0911000003").id(), "Foreign");
    assertThat(NODE.businesses().ownedBy(owner)).containsExactly(second, first);
    List<Business> newest = NODE.businesses().newestFirst(2, null);
    assertThat(newest).containsExactly(foreign, second);
    assertThat(NODE.businesses().newestFirst(1, second.id())).containsExactly(first);
  }

  @Test
  void names_every_bad_field_at_once() {
    UUID owner = NODE.register("0911000004").id();
    IdentityRejection rejection =
        rejectionOf(
            () ->
                NODE.businesses()
                    .create(owner, new BusinessDetails(" ", "12", "nobody", null, null)));
    assertThat(rejection.code()).isEqualTo(RejectionCode.NAME_INVALID);
    assertThat(rejection.context()).containsOnlyKeys("name", "contact_phone", "contact_email");
    assertThat(rejectionOf(() -> create(owner, "x".repeat(256))).code())
        .isEqualTo(RejectionCode.NAME_INVALID);
    assertThat(create(owner, "x".repeat(255)).name()).hasSize(255);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a@b", "@b.et", "a@b..et", "a b@c.et", "a@b@c.et", "a@.et"})
  void rejects_what_is_no_email_address(String email) {
    UUID nobody = UUID.randomUUID();
    assertThat(
            rejectionOf(
                    () ->
                        NODE.businesses()
                            .create(nobody, new BusinessDetails("Shop", null, email, null, null)))
                .code())
        .isEqualTo(RejectionCode.EMAIL_INVALID);
  }

  @Test
  void rejects_an_unknown_owner() {
    assertThat(rejectionOf(() -> create(UUID.randomUUID(), "Shop")).code())
        .isEqualTo(RejectionCode.PERSON_NOT_FOUND);
  }

  private static Business create(UUID owner, String name) {
    return NODE.businesses()
        .create(owner, new BusinessDetails(name, null, "a@b.et", null, null))
        .business();
  }
}
