package io.griot.wire;

import java.util.ArrayList;
import java.util.List;

/** A JSON body that is a list of objects. */
public final class ObjectList {

  private final Json body;
  private final Times times;

  ObjectList(Json body, Times times) {
    this.body = body;
    this.times = times;
  }

  /**
   * The objects, one or more; their faults are named {@code [3].amount}.
   *
   * @throws RefusedRequest 400 if the body is no such list
   */
  public List<Fields> read(int mostItems) {
    return Fields.ofList(body, mostItems, times, new ArrayList<>());
  }

  /** See {@link Fields#fingerprint(String)}. */
  public String fingerprint(String operation) {
    return Fingerprint.of(operation, body);
  }
}
