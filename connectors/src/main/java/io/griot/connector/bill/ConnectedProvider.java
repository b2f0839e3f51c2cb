package io.griot.connector.bill;

import io.griot.connector.Connector;

/**
 * A provider that this process can call.
 *
 * @param atOnce payments in flight: a slow provider does not keep the others waiting
 * @param unknown how its unknown outcomes are sought
 */
public record ConnectedProvider(Connector connector, int atOnce, UnknownOutcomes unknown) {}
