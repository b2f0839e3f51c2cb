package io.griot.server.notifier;

import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.NotSent;
import io.griot.identity.notifier.Notifier;
import io.griot.server.settings.NotifierSettings;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends messages by e-mail. */
final class SmtpNotifier implements Notifier {
  private final JavaMailSenderImpl mail = new JavaMailSenderImpl();
  private final String from;

  SmtpNotifier(NotifierSettings settings, String host, String from) {
    this.from = from;
    mail.setHost(host);
    mail.setPort(settings.smtpPort());
    mail.setUsername(settings.smtpUsername());
    mail.setPassword(settings.smtpPassword());
    mail.setDefaultEncoding(StandardCharsets.UTF_8.name());
    String timeout = Long.toString(settings.timeout().toMillis());
    Properties properties = mail.getJavaMailProperties();
    properties.setProperty("mail.smtp.connectiontimeout", timeout);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.smtpUsername() != null));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.smtpSecurity()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
    }
  }

  @Override
  public void send(Message message) {
    var letter = new SimpleMailMessage();
    letter.setFrom(from);
    letter.setTo(message.to().address());
    letter.setSubject(message.subject());
    letter.setText(message.text());
    try {
      mail.send(letter);
    } catch (MailException refused) {
      // Its own message quotes addresses.
      throw new NotSent("the mail server did not take it", refused);
    }
  }
}
