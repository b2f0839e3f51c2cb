package io.griot.identity.person;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an e-mail address looks like. */
public final class EmailAddresses {
  public static final int LONGEST = 254;
  public static final String FAULT = "is not an e-mail address like a@b.et";

  private static final Pattern SHAPE =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}.]+(\\.[^\\s@\\p{Cntrl}.]+)+");

  private EmailAddresses() {}

  /** The address itself, if it is one. */
  public static Optional<String> find(String text) {
    return Optional.of(text).filter(EmailAddresses::isOne);
  }

  public static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }
}
