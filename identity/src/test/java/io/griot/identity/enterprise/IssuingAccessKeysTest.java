package io.griot.identity.enterprise;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.RejectionCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IssuingAccessKeysTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void an_enterprise_begins_with_a_key_whose_secret_is_kept_only_as_a_hash() {
    IssuedAccessKey issued = NODE.enterprises().create("Bank", true);
    assertThat(issued.accessSecret()).hasSize(43);
    assertThat(issued.toString()).doesNotContain(issued.accessSecret());
    assertThat(NODE.enterprises().verify(issued.key().accessId(), issued.accessSecret()))
        .contains(issued.key());
    assertThat(
            NODE.count(
                "access_key WHERE secret_sha256 = sha256('" + issued.accessSecret() + "'::bytea)"))
        .isEqualTo(1);
  }

  @Test
  void a_secret_opens_no_other_key() {
    IssuedAccessKey one = NODE.enterprises().create("One", true);
    IssuedAccessKey two = NODE.enterprises().addKey(one.key().enterpriseId(), true);
    assertThat(NODE.enterprises().verify(two.key().accessId(), two.accessSecret())).isPresent();
    assertThat(NODE.enterprises().verify(one.key().accessId(), two.accessSecret())).isEmpty();
    assertThat(NODE.enterprises().verify(one.key().accessId(), "")).isEmpty();
    assertThat(NODE.enterprises().verify("unknown", one.accessSecret())).isEmpty();
    assertThat(NODE.enterprises().verify("\0", one.accessSecret())).isEmpty();
    assertThat(NODE.enterprises().keysOf(one.key().enterpriseId()))
        .containsExactly(two.key(), one.key());
  }

  @Test
  void an_inactive_key_opens_nothing_until_it_is_activated() {
    IssuedAccessKey issued = NODE.enterprises().create("Bank", false);
    String accessId = issued.key().accessId();
    assertThat(NODE.enterprises().verify(accessId, issued.accessSecret())).isEmpty();
    NODE.enterprises().setActive(accessId, true);
    assertThat(NODE.enterprises().verify(accessId, issued.accessSecret())).isPresent();
    NODE.enterprises().setActive(accessId, false);
    assertThat(NODE.enterprises().verify(accessId, issued.accessSecret())).isEmpty();
  }

  @Test
  void an_inactive_enterprise_has_no_working_key() {
    IssuedAccessKey issued = NODE.enterprises().create("Bank", true);
    NODE.enterprises().setActive(issued.key().enterpriseId(), false);
    assertThat(NODE.enterprises().verify(issued.key().accessId(), issued.accessSecret())).isEmpty();
  }

  @Test
  void rejects_what_does_not_exist_and_a_bad_name() {
    assertThat(rejectionOf(() -> NODE.enterprises().addKey(UUID.randomUUID(), true)).code())
        .isEqualTo(RejectionCode.ENTERPRISE_NOT_FOUND);
    assertThat(rejectionOf(() -> NODE.enterprises().setActive(UUID.randomUUID(), true)).code())
        .isEqualTo(RejectionCode.ENTERPRISE_NOT_FOUND);
    assertThat(rejectionOf(() -> NODE.enterprises().setActive("unknown", true)).code())
        .isEqualTo(RejectionCode.ACCESS_KEY_NOT_FOUND);
    assertThat(rejectionOf(() -> NODE.enterprises().create(" ", true)).code())
        .isEqualTo(RejectionCode.NAME_INVALID);
    assertThat(rejectionOf(() -> NODE.enterprises().create("x".repeat(256), true)).code())
        .isEqualTo(RejectionCode.NAME_INVALID);
  }
}
