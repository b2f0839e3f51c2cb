package io.griot.server;

import io.griot.server.database.DatabaseConfiguration;
import io.griot.server.settings.SettingsConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The application that {@code griot serve} starts: every part of it is named here. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SettingsConfiguration.class, DatabaseConfiguration.class})
public class GriotApplication {}
