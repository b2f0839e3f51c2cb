package io.griot.server.notifier;

import io.griot.identity.notifier.Notifier;
import io.griot.identity.notifier.Recipient;
import io.griot.server.settings.InvalidSetting;
import io.griot.server.settings.Mode;
import io.griot.server.settings.NotifierSettings;
import io.griot.server.settings.NotifierSettings.EmailCarrier;
import io.griot.server.settings.NotifierSettings.PhoneCarrier;
import io.griot.server.settings.PlatformSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses who carries messages to phones and who to e-mail addresses. */
@Configuration(proxyBeanMethods = false)
class NotifierConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(NotifierConfiguration.class);

  @Bean
  Notifier notifier(NotifierSettings settings, PlatformSettings platform) {
    boolean production = platform.mode() == Mode.PRODUCTION;
    if (production) {
      uncarried(settings)
          .forEach(
              setting ->
                  LOG.warn(
                      "{} is log: codes do not reach anybody, and what is written of them here"
                          + " leaves them out",
                      setting));
    }
    Notifier log = new LogNotifier(!production);
    Notifier phones =
        switch (settings.phone()) {
          case LOG -> log;
          case HTTP -> hook(settings);
        };
    Notifier emails =
        switch (settings.email()) {
          case LOG -> log;
          case SMTP ->
              new SmtpNotifier(
                  settings,
                  required(settings.smtpHost(), "smtp-host"),
                  required(settings.smtpFrom(), "smtp-from"));
          case HTTP -> hook(settings);
        };
    return message -> {
      switch (message.to()) {
        case Recipient.Phone _ -> phones.send(message);
        case Recipient.Email _ -> emails.send(message);
      }
    };
  }

  private static List<String> uncarried(NotifierSettings settings) {
    List<String> names = new ArrayList<>();
    if (settings.phone() == PhoneCarrier.LOG) {
      names.add("GRIOT_NOTIFIER_PHONE");
    }
    if (settings.email() == EmailCarrier.LOG) {
      names.add("GRIOT_NOTIFIER_EMAIL");
    }
    return names;
  }

  private static HookNotifier hook(NotifierSettings settings) {
    return new HookNotifier(
        required(settings.hookUrl(), "hook-url"), settings.hookSecret(), settings.timeout());
  }

  /** The settings hold to it already; the types do not know. */
  private static <T> T required(@Nullable T setting, String name) {
    if (setting == null) {
      throw new InvalidSetting("griot.notifier." + name, "is missing", "give it");
    }
    return setting;
  }
}
