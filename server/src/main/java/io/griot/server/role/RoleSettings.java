package io.griot.server.role;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which parts of Griot this process plays. */
@ConfigurationProperties("griot")
public record RoleSettings(@DefaultValue("all") Roles roles) {}
