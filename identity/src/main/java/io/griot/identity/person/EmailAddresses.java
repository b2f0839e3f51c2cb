package io.griot.identity.person;

import java.util.regex.Pattern;

/** What an e-mail address looks like. */
public final class EmailAddresses {
  public static final int LONGEST = 254;

  private static final Pattern SHAPE =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}.]+(\\.[^\\s@\\p{Cntrl}.]+)+");

  private EmailAddresses() {}

  public static boolean isOne(String text) {
    return SHAPE.matcher(text).matches();
  }
}
