package io.griot.connector.call;

/** What a call does once it is let through. */
@FunctionalInterface
public interface Call<T> {

  /**
   * Makes the call.
   *
   * @throws CallFailed if no usable answer came
   */
  T make(Exchange exchange) throws CallFailed;
}
