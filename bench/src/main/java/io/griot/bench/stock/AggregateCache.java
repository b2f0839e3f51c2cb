package io.griot.bench.stock;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Axon's cache of aggregates, bounded and with strong references: a weak one forgets a wallet
 * between two commands, and its whole stream is read again.
 */
final class AggregateCache implements Cache {

  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> aggregates;

  AggregateCache(long largestSize) {
    aggregates = Caffeine.newBuilder().maximumSize(largestSize).build();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <K, V> @Nullable V get(K key) {
    return (V) aggregates.getIfPresent(key);
  }

  @Override
  public void put(Object key, Object value) {
    aggregates.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return aggregates.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T computeIfAbsent(Object key, Supplier<T> valueSupplier) {
    return (T) Objects.requireNonNull(aggregates.get(key, _ -> valueSupplier.get()));
  }

  @Override
  public boolean remove(Object key) {
    return aggregates.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    aggregates.invalidateAll();
  }

  @Override
  public boolean containsKey(Object key) {
    return aggregates.getIfPresent(key) != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
    aggregates.asMap().computeIfPresent(key, (_, value) -> update.apply((V) value));
  }

  /** Nobody listens: the bound is the only reason why an entry leaves by itself. */
  @Override
  public Registration registerCacheEntryListener(EntryListener cacheEntryListener) {
    return () -> true;
  }
}
