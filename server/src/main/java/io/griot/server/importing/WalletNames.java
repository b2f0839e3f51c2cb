package io.griot.server.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The wallets met last: a name forgotten is asked for again, which costs time and changes nothing.
 */
final class WalletNames {

  private static final int REMEMBERED = 200_000;

  private final Map<String, String> idsByName =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  Optional<String> find(String externalReference) {
    return Optional.ofNullable(idsByName.get(externalReference));
  }

  void remember(String externalReference, String id) {
    idsByName.put(externalReference, id);
  }
}
