package io.griot.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to measure and how much of it.
 *
 * @param measured how long one measurement takes, after a third of it as warm-up
 * @param wallets that transfers are spread over, but for the cold working set
 * @param connections over how many the row locks are driven, each apart
 * @param events that the memory has to stay flat over
 * @param rebuiltEvents from which the views are rebuilt
 * @param statementPostings to the wallet whose statement is read
 * @param importFile null for a generated one
 */
record Choices(
    Set<Name> names,
    Duration measured,
    int rounds,
    int wallets,
    List<Integer> connections,
    int coldWallets,
    int coldCachedAccounts,
    long events,
    long rebuiltEvents,
    long statementPostings,
    @Nullable Path importFile,
    Path serverJar) {

  Choices {
    names = Set.copyOf(names);
    connections = List.copyOf(connections);
  }

  boolean has(Name name) {
    return names.contains(name);
  }

  Duration warmUp() {
    return measured.dividedBy(3);
  }
}
