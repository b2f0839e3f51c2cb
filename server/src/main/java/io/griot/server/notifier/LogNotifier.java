package io.griot.server.notifier;

import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends nothing: says in the log what would have been sent, with its text in development alone. */
final class LogNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(LogNotifier.class);

  private final boolean withText;

  LogNotifier(boolean withText) {
    this.withText = withText;
  }

  @Override
  public void send(Message message) {
    if (withText) {
      LOG.info("To {}: {}", message.to().masked(), message.text());
    } else {
      LOG.info("A message to {} has nobody to carry it", message.to().masked());
    }
  }
}
