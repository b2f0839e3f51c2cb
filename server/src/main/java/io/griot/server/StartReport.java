package io.griot.server;

import io.griot.sandbox.Sandbox;
import io.griot.server.connector.ProviderAddresses;
import io.griot.server.connector.SimulatedProviders;
import io.griot.server.database.Database;
import io.griot.server.role.RoleSettings;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.FirstAdmin;
import io.griot.server.settings.Mode;
import io.griot.server.settings.PlatformSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Where everything is, for the person who started it. */
record StartReport(Map<String, String> lines) {

  static StartReport of(ConfigurableApplicationContext context) {
    var server = ((WebServerApplicationContext) context).getWebServer();
    int port = server == null ? -1 : server.getPort();
    var platform = context.getBean(PlatformSettings.class);
    var lines = new LinkedHashMap<String, String>();
    String address = "http://localhost:" + port;
    lines.put("address", address);
    lines.put("roles", context.getBean(RoleSettings.class).roles().toString());
    lines.put("mode", platform.mode().name().toLowerCase(Locale.ROOT));
    lines.put("database", context.getBean(Database.class).description());
    if (platform.mode() == Mode.PRODUCTION
        && context.getBean(DatabaseSettings.class).isEmbedded()) {
      lines.put("", "one machine, one copy: set GRIOT_DATABASE_URL for a database with standbys");
    }
    context
        .getBeanProvider(FirstAdmin.class)
        .ifAvailable(
            admin ->
                lines.put(
                    "admin",
                    admin.madeUp()
                        ? admin.phone() + ", password " + admin.password()
                        : admin.phone()));
    Sandbox sandbox = context.getBean(SimulatedProviders.class).sandbox();
    if (sandbox != null) {
      ProviderAddresses providers = context.getBean(ProviderAddresses.class);
      lines.put("wizall", described(providers.wizall(), sandbox.wizallUrl()));
      lines.put("regideso", described(providers.regideso(), sandbox.regidesoUrl()));
    }
    lines.put("ready", address + "/actuator/health/readiness");
    lines.put("metrics", address + "/actuator/prometheus");
    lines.put("docs", address + "/schema/");
    return new StartReport(lines);
  }

  private static String described(@Nullable URI called, URI simulated) {
    return simulated.equals(called) ? called + ", simulated" : String.valueOf(called);
  }

  void print(PrintWriter out) {
    out.println("Griot is ready.");
    lines.forEach((name, value) -> out.printf("  %-9s %s%n", name, value));
    out.flush();
  }
}
