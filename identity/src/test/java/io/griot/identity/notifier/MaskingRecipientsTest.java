package io.griot.identity.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskingRecipientsTest {
  @Test
  void a_message_shows_neither_its_text_nor_the_whole_address() {
    assertThat(new Message(new Recipient.Phone("+251911234567"), "Hello", "123456"))
        .hasToString("Message[+251***67, Hello]");
    assertThat(new Message(new Recipient.Email("almaz@example.com"), "Hello", "123456"))
        .hasToString("Message[a***@example.com, Hello]");
    assertThat(new Recipient.Phone("+251911").masked()).isEqualTo("***");
    assertThat(new Recipient.Email("@example.com").masked()).isEqualTo("***");
    assertThat(new Recipient.Email("nothing").masked()).isEqualTo("***");
  }
}
