package io.griot.identity.credential;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id for what people choose and remember: passwords and PINs. */
public final class SecretHashing {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2PasswordEncoder encoder;
  private final String hashOfNothing;

  /** Each hash takes tens of megabytes; requests beyond the processors wait rather than add up. */
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  public SecretHashing(Argon2Cost cost) {
    this.encoder =
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, cost.parallelism(), cost.memoryKibibytes(), cost.iterations());
    this.hashOfNothing = hash(RandomSecrets.next());
  }

  public String hash(String secret) {
    return withPermit(
        () -> {
          String hash = encoder.encode(secret);
          if (hash == null) {
            throw new IllegalStateException("Argon2 gave no hash.");
          }
          return hash;
        });
  }

  /** Without a hash the answer is no, but only after the time that a real comparison takes. */
  public boolean matches(String secret, @Nullable String hash) {
    boolean equal = withPermit(() -> encoder.matches(secret, hash == null ? hashOfNothing : hash));
    return equal && hash != null;
  }

  private <T> T withPermit(Supplier<T> work) {
    permits.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
