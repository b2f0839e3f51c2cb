package io.griot.sandbox.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A fault with its parameter, which is empty where none was given. */
public record OrderedFault(Fault fault, String parameter) {
  public OrderedFault {
    if (!fault.takes(parameter)) {
      throw new IllegalArgumentException(
          "The fault " + fault.clearName() + " does not take this parameter.");
    }
  }

  /**
   * Reads what the header {@code X-Sandbox-Fault} carries: {@code slow=2500}.
   *
   * @throws IllegalArgumentException if there is no such fault, or it takes no such parameter
   */
  public static OrderedFault parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String parameter = equals < 0 ? "" : text.substring(equals + 1).strip();
    return new OrderedFault(
        Fault.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no such fault; there are "
                            + Arrays.stream(Fault.values())
                                .map(Fault::clearName)
                                .collect(Collectors.joining(", "))
                            + ".")),
        parameter);
  }

  public Duration milliseconds(Duration otherwise) {
    return parameter.isEmpty() ? otherwise : Duration.ofMillis(Long.parseLong(parameter));
  }

  public int number(int otherwise) {
    return parameter.isEmpty() ? otherwise : Integer.parseInt(parameter);
  }

  @Override
  public String toString() {
    return parameter.isEmpty() ? fault.clearName() : fault.clearName() + "=" + parameter;
  }
}
