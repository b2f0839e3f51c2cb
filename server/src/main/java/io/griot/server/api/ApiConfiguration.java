package io.griot.server.api;

import io.griot.wire.WireConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Writes where this process takes commands, reads where it answers queries. */
@Configuration(proxyBeanMethods = false)
@Import(WireConfiguration.class)
class ApiConfiguration {}
