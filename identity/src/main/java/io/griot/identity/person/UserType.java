package io.griot.identity.person;

/** Whether a person also owns a business. */
public enum UserType {
  USER("user"),
  /** The wire spells it with one s. */
  BUSINESS("busines");

  private final String spelling;

  UserType(String spelling) {
    this.spelling = spelling;
  }

  public String spelling() {
    return spelling;
  }
}
