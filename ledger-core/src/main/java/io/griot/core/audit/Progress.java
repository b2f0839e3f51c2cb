package io.griot.core.audit;

/**
 * How far a verification has come in one of its stages.
 *
 * @param events taken in
 * @param of how many
 */
public record Progress(Stage stage, long events, long of) {

  /** In their order. */
  public enum Stage {
    LOG,
    STREAMS,
    VIEWS
  }
}
