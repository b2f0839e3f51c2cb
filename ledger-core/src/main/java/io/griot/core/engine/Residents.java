package io.griot.core.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates in memory, bounded and with strong references: a weak one forgets a wallet between
 * two commands, and its stream is read again.
 */
final class Residents {

  private final Cache<String, Resident<?>> aggregates;

  Residents(long most) {
    aggregates = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  @Nullable Resident<?> find(String stream) {
    return aggregates.getIfPresent(stream);
  }

  void keep(String stream, Resident<?> resident) {
    aggregates.put(stream, resident);
  }

  void forget(Collection<String> streams) {
    aggregates.invalidateAll(streams);
  }

  void forgetAll() {
    aggregates.invalidateAll();
  }
}
