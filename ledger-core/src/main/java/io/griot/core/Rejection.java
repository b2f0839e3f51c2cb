package io.griot.core;

import org.jspecify.annotations.Nullable;

/** A rule's refusal of a command, without a stack trace: it is an answer, not a fault. */
public final class Rejection extends RuntimeException {

  private final RejectionCode code;
  private final @Nullable String field;
  private final String detail;

  /**
   * @param field the command's part at fault, or null if it is the whole
   * @param detail a sentence for a person
   */
  public Rejection(RejectionCode code, @Nullable String field, String detail) {
    super(code + ": " + detail, null, false, false);
    this.code = code;
    this.field = field;
    this.detail = detail;
  }

  public RejectionCode code() {
    return code;
  }

  /** The command's part at fault ({@code from}, {@code to}, {@code amount}, …). */
  public @Nullable String field() {
    return field;
  }

  public String detail() {
    return detail;
  }
}
