package io.griot.identity.person;

import io.griot.identity.code.CodePurpose;
import java.util.Arrays;
import java.util.Optional;

/** Which of a person's addresses a code verifies; the wire has numbers for them. */
public enum CodeType {
  PHONE(1, CodePurpose.PHONE_VERIFICATION),
  EMAIL(2, CodePurpose.EMAIL_VERIFICATION);

  private final int number;
  private final CodePurpose purpose;

  CodeType(int number, CodePurpose purpose) {
    this.number = number;
    this.purpose = purpose;
  }

  public int number() {
    return number;
  }

  CodePurpose purpose() {
    return purpose;
  }

  public static Optional<CodeType> find(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }
}
