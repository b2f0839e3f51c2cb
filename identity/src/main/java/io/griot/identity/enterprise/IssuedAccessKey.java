package io.griot.identity.enterprise;

/** A new access key with its secret, which is shown this once and never kept. */
public record IssuedAccessKey(AccessKey key, String accessSecret) {
  @Override
  public String toString() {
    return "IssuedAccessKey[" + key + "]";
  }
}
