package io.griot.command;

import io.griot.wire.WireConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The endpoints that write. They need the beans of identity, a {@link io.griot.core.Ledger} and the
 * wire's settings, and a filter that leaves the principal with each request.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(WireConfiguration.class)
public class CommandApiConfiguration {}
