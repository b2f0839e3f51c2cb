package io.griot.sandbox.exchange;

/** A provider: what it makes of a call, and the words in which it declines one. */
public interface Site {

  /** Reads a call without carrying it out. */
  Recognised recognise(Call call);

  /** Refuses for a reason of the provider's own words; an empty one leaves the choice to it. */
  Reply refusal(Recognised.Asked asked, String reason);

  Reply alreadyPaid(Recognised.Asked asked);

  Reply unauthorized();

  /** Takes away what the caller authenticated with; false if it was renewed for this very call. */
  boolean revoke(Recognised.Asked asked);
}
