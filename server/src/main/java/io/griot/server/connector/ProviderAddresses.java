package io.griot.server.connector;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where each provider is called; one without an address is not offered. */
public record ProviderAddresses(@Nullable URI wizall, @Nullable URI regideso) {}
