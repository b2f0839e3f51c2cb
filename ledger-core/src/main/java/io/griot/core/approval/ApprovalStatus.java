package io.griot.core.approval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a second person agreed. */
public enum ApprovalStatus {
  /** Nobody has said anything. */
  WAITING,
  /** It was done. */
  GRANTED,
  /** It is not done. */
  DECLINED;

  /** The status as it is stored and sent: {@code waiting}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that text, if it is one. */
  public static Optional<ApprovalStatus> parse(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
