package io.griot.identity.device;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.rejection.RejectionCode;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingDevicesTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 915_000_000;
  private final UUID almaz = NODE.register("0" + phones++).id();
  private final UUID bekele = NODE.register("0" + phones++).id();

  @Test
  void a_device_added_again_gets_the_label() {
    Devices.Added first = NODE.devices().add(almaz, "phone 7", "Mine");
    assertThat(first.isNew()).isTrue();
    NODE.clock.advance(Duration.ofSeconds(1));
    Devices.Added again = NODE.devices().add(almaz, "phone 7", null);
    assertThat(again.isNew()).isFalse();
    assertThat(again.device().label()).isNull();
    assertThat(again.device().createdAt()).isEqualTo(first.device().createdAt());
    assertThat(again.device().updatedAt()).isAfter(first.device().updatedAt());
    assertThat(NODE.devices().of(almaz, 10, null)).containsExactly(again.device());
  }

  @Test
  void a_device_is_of_one_person() {
    NODE.devices().add(almaz, "shared", "A");
    assertThat(NODE.devices().find(bekele, "shared")).isEmpty();
    NODE.devices().add(bekele, "shared", "B");
    NODE.devices().remove(bekele, "shared");
    assertThat(NODE.devices().find(almaz, "shared")).isPresent();
    assertThat(rejectionOf(() -> NODE.devices().remove(bekele, "shared")).code())
        .isEqualTo(RejectionCode.DEVICE_NOT_FOUND);
  }

  @Test
  void lists_are_newest_first_and_come_in_pages() {
    Device first = NODE.devices().add(almaz, "1", null).device();
    Device second = NODE.devices().add(almaz, "2", null).device();
    Device third = NODE.devices().add(almaz, "3", null).device();
    assertThat(NODE.devices().of(almaz, 2, null)).containsExactly(third, second);
    assertThat(NODE.devices().of(almaz, 2, second.key())).containsExactly(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a\nb", " a", "a "})
  void ids_that_no_path_can_carry_are_refused(String id) {
    assertThat(rejectionOf(() -> NODE.devices().add(almaz, id, null)).code())
        .isEqualTo(RejectionCode.DEVICE_INVALID);
  }

  @Test
  void ids_have_at_most_255_characters() {
    NODE.devices().add(almaz, "ብ".repeat(255), null);
    assertThat(rejectionOf(() -> NODE.devices().add(almaz, "ብ".repeat(256), null)).code())
        .isEqualTo(RejectionCode.DEVICE_INVALID);
  }
}
