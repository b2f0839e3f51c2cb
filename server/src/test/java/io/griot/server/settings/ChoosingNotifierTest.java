package io.griot.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.griot.server.settings.NotifierSettings.EmailCarrier;
import io.griot.server.settings.NotifierSettings.PhoneCarrier;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ChoosingNotifierTest {

  private static NotifierSettings read(String... namesAndValues) {
    var environment = new MockEnvironment();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      environment.setProperty("griot.notifier." + namesAndValues[index], namesAndValues[index + 1]);
    }
    return Settings.read(environment, NotifierSettings.class);
  }

  private static void refuses(String name, String... namesAndValues) {
    assertThatThrownBy(() -> read(namesAndValues))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(name + " ");
  }

  private static void refusesInProduction(String name, String... namesAndValues) {
    NotifierSettings settings = read(namesAndValues);
    assertThatThrownBy(settings::requireForProduction)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(name + " ");
  }

  @Test
  void the_log_carries_messages_unless_somebody_else_is_named() {
    assertThat(read().phone()).isEqualTo(PhoneCarrier.LOG);
    assertThat(read().email()).isEqualTo(EmailCarrier.LOG);
    assertThatCode(() -> read().requireForProduction()).doesNotThrowAnyException();
  }

  @Test
  void what_a_carrier_needs_must_be_given() {
    refuses("GRIOT_NOTIFIER_PHONE", "phone", "smtp");
    refuses("GRIOT_NOTIFIER_HOOK_URL", "phone", "http");
    refuses("GRIOT_NOTIFIER_HOOK_URL", "email", "http");
    refuses("GRIOT_NOTIFIER_HOOK_URL", "hook-url", "ftp://example.com");
    refuses("GRIOT_NOTIFIER_HOOK_URL", "hook-url", "https://me:secret@example.com");
    refuses("GRIOT_NOTIFIER_SMTP_HOST", "email", "smtp", "smtp-from", "a@b.et");
    refuses("GRIOT_NOTIFIER_SMTP_FROM", "email", "smtp", "smtp-host", "localhost");
    refuses("GRIOT_NOTIFIER_SMTP_PASSWORD", "smtp-username", "griot");
    refuses("GRIOT_NOTIFIER_SMTP_PORT", "smtp-port", "0");
    refuses("GRIOT_NOTIFIER_SMTP_PORT", "smtp-port", "65536");
    refuses("GRIOT_NOTIFIER_TIMEOUT", "timeout", "0s");
    refuses("GRIOT_NOTIFIER_TIMEOUT", "timeout", "61s");
    assertThat(read("smtp-port", "65535", "timeout", "1m").smtpPort()).isEqualTo(65535);
  }

  @Test
  void production_sends_no_code_in_the_clear_and_to_no_hook_without_a_secret() {
    refusesInProduction(
        "GRIOT_NOTIFIER_HOOK_SECRET", "phone", "http", "hook-url", "https://example.com");
    refusesInProduction(
        "GRIOT_NOTIFIER_HOOK_URL",
        "phone",
        "http",
        "hook-url",
        "http://example.com",
        "hook-secret",
        "s3cret");
    refusesInProduction(
        "GRIOT_NOTIFIER_SMTP_SECURITY",
        "email",
        "smtp",
        "smtp-host",
        "localhost",
        "smtp-from",
        "a@b.et",
        "smtp-security",
        "none");
  }

  @Test
  void secrets_are_not_shown() {
    assertThat(
            read("hook-secret", "s3cret", "smtp-username", "griot", "smtp-password", "pa55")
                .toString())
        .doesNotContain("s3cret", "pa55");
  }
}
