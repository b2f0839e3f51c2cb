package io.griot.connector.bill;

import io.griot.connector.Connector;
import io.griot.core.utility.Provider;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The providers that this process can call, with the places for payments in flight to each. */
final class Connectors {

  private final Map<Provider, Place> places = new EnumMap<>(Provider.class);
  private final int inFlightAtMost;

  Connectors(Collection<ConnectedProvider> connected) {
    connected.forEach(each -> places.put(each.connector().provider(), new Place(each)));
    inFlightAtMost = connected.stream().mapToInt(ConnectedProvider::atOnce).sum();
  }

  /** One provider, and who may be on the way to it. */
  static final class Place {

    private final ConnectedProvider connected;
    private final Semaphore free;

    private Place(ConnectedProvider connected) {
      this.connected = connected;
      this.free = new Semaphore(connected.atOnce());
    }

    Connector connector() {
      return connected.connector();
    }

    UnknownOutcomes unknown() {
      return connected.unknown();
    }

    /** Begins to be on the way, if there is room: {@link #leave} ends it. */
    boolean tryEnter() {
      return free.tryAcquire();
    }

    void leave() {
      free.release();
    }
  }

  Optional<Place> find(Provider provider) {
    return Optional.ofNullable(places.get(provider));
  }

  /** The most payments in flight at once, to all providers together. */
  int inFlightAtMost() {
    return inFlightAtMost;
  }
}
