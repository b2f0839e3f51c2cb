package io.griot.identity.credential;

/** What one Argon2id hash costs. */
public record Argon2Cost(int memoryKibibytes, int iterations, int parallelism) {
  public Argon2Cost {
    if (parallelism < 1) {
      throw new IllegalArgumentException("argon2.parallelism must be at least 1: " + parallelism);
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("argon2.iterations must be at least 1: " + iterations);
    }
    if (memoryKibibytes < 8 * parallelism) {
      throw new IllegalArgumentException(
          "argon2.memory-kibibytes must be at least 8 for each lane: " + memoryKibibytes);
    }
  }

  /** Three times OWASP's first recommendation: 64 MiB, two passes, one lane. */
  public static Argon2Cost production() {
    return new Argon2Cost(64 * 1024, 2, 1);
  }
}
