package io.griot.identity.person;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.RejectionCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangingProfileTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 914_000_000;
  private final Person person = NODE.register("0" + phones++);

  private Profile change(ProfileChange change) {
    return NODE.profiles().change(person.id(), change);
  }

  private static ProfileChange email(String email) {
    return new ProfileChange(Change.none(), Change.none(), Change.to(email), Change.none());
  }

  @Test
  void what_is_not_named_stays() {
    UUID picture = UUID.randomUUID();
    Profile changed =
        change(
            new ProfileChange(
                Change.to("Bekele"),
                Change.to("Abebe"),
                Change.to("b@example.com"),
                Change.to(picture)));
    assertThat(changed.person().firstName()).isEqualTo("Bekele");
    assertThat(changed.person().lastName()).isEqualTo("Abebe");
    assertThat(changed.person().email()).isEqualTo("b@example.com");
    assertThat(changed.profilePicId()).isEqualTo(picture);
    assertThat(change(ProfileChange.nothing())).isEqualTo(changed);
    assertThat(NODE.profiles().find(person.id())).contains(changed);
  }

  @Test
  void what_is_cleared_is_gone() {
    change(
        new ProfileChange(
            Change.none(),
            Change.none(),
            Change.to("b@example.com"),
            Change.to(UUID.randomUUID())));
    Profile cleared =
        change(
            new ProfileChange(Change.to(null), Change.to(null), Change.to(null), Change.to(null)));
    assertThat(cleared.person().firstName()).isEmpty();
    assertThat(cleared.person().lastName()).isNull();
    assertThat(cleared.person().email()).isNull();
    assertThat(cleared.profilePicId()).isNull();
  }

  @Test
  void a_changed_address_is_not_verified_any_more() throws InterruptedException {
    change(email("a@example.com"));
    NODE.verifications().send(person.id(), CodeType.EMAIL);
    NODE.verifications().confirm(person.id(), CodeType.EMAIL, NODE.notifier.nextCode());
    assertThat(change(email("a@example.com")).person().isEmailVerified()).isTrue();
    assertThat(change(ProfileChange.nothing()).person().isEmailVerified()).isTrue();
    assertThat(change(email("b@example.com")).person().isEmailVerified()).isFalse();
    assertThat(change(email("a@example.com")).person().isEmailVerified()).isFalse();
  }

  @Test
  void every_bad_field_is_named() {
    assertThat(
            rejectionOf(
                    () ->
                        change(
                            new ProfileChange(
                                Change.to("x".repeat(151)),
                                Change.to("a\nb"),
                                Change.to("nobody"),
                                Change.none())))
                .context())
        .containsOnlyKeys("first_name", "last_name", "email");
    assertThat(rejectionOf(() -> change(email(""))).code()).isEqualTo(RejectionCode.EMAIL_INVALID);
  }
}
