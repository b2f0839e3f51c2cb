package io.griot.server.schema;

import io.griot.command.CommandApiConfiguration;
import io.griot.query.QueryApiConfiguration;
import io.griot.wire.WireConfiguration;
import io.griot.wire.WireSettings;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes the OpenAPI document of both APIs to a folder, as JSON and as YAML.
 *
 * <p>The build runs it. It starts the controllers of both APIs without anything behind them:
 * nothing is created before it is needed, and the document needs their signatures alone.
 */
public final class WriteSchema {

  private static final String[] ARGUMENTS = {
    "--server.port=0",
    "--server.address=127.0.0.1",
    "--springdoc.api-docs.enabled=true",
    "--springdoc.writer-with-order-by-keys=true",
    "--springdoc.default-produces-media-type=application/json",
    // There is no database to be healthy.
    "--management.endpoint.health.validate-group-membership=false"
  };

  private WriteSchema() {}

  /** Takes the folder to write to. */
  public static void main(String[] arguments) throws IOException {
    try {
      write(Path.of(arguments[0]));
    } catch (RuntimeException | InterruptedException e) {
      // Spring keeps quiet about what its own report was to say, and that is off in this project.
      throw new IOException("The OpenAPI document could not be written: " + e, e);
    }
  }

  private static void write(Path chosen) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(chosen);
    SpringApplication application = new SpringApplication(Endpoints.class);
    application.setLazyInitialization(true);
    try (ConfigurableApplicationContext context = application.run(ARGUMENTS);
        HttpClient http = HttpClient.newHttpClient()) {
      var server = ((WebServerApplicationContext) context).getWebServer();
      if (server == null) {
        throw new IllegalStateException("The controllers were not started");
      }
      String address = "http://127.0.0.1:" + server.getPort() + "/v3/api-docs";
      Files.writeString(folder.resolve(Schema.JSON), get(http, address));
      Files.writeString(folder.resolve(Schema.YAML), get(http, address + ".yaml"));
    }
  }

  private static String get(HttpClient http, String address)
      throws IOException, InterruptedException {
    var response =
        http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + response.statusCode());
    }
    return response.body();
  }

  /**
   * The controllers of both APIs, and what describes them. No configuration by name, so that the
   * server's own scan passes it over.
   */
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
      })
  @Import({
    WireConfiguration.class,
    CommandApiConfiguration.class,
    QueryApiConfiguration.class,
    Schema.class
  })
  static class Endpoints {

    /** Controllers whose constructors were not called: there is nothing to give them. */
    @Bean
    static BeanFactoryPostProcessor hollowControllers() {
      return beans -> {
        for (String name : beans.getBeanNamesForAnnotation(RestController.class)) {
          Class<?> type = beans.getType(name);
          if (type != null
              && type.getName().startsWith("io.griot.")
              && beans.getBeanDefinition(name) instanceof AbstractBeanDefinition bean) {
            bean.setInstanceSupplier(() -> new ObjenesisStd().newInstance(type));
          }
        }
      };
    }

    @Bean
    WireSettings wireSettings() {
      return new WireSettings(ZoneOffset.UTC);
    }

    @Bean
    OpenAPI document() {
      return new OpenAPI()
          .info(
              new Info()
                  .title("Griot")
                  .description(
                      "An event-sourced ledger for mobile money, wallets and bill payments.")
                  .version("0.1.0")
                  .license(new License().name("Apache-2.0")))
          .servers(List.of())
          .components(
              new Components()
                  .addSecuritySchemes(
                      "jwtAuth",
                      new SecurityScheme()
                          .type(SecurityScheme.Type.HTTP)
                          .scheme("bearer")
                          .bearerFormat("JWT"))
                  .addSecuritySchemes(
                      "basicAuth",
                      new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                  .addSecuritySchemes("accessId", header("X-Access-Id"))
                  .addSecuritySchemes("accessSecret", header("X-Access-Secret")))
          .security(
              List.of(
                  new SecurityRequirement().addList("jwtAuth"),
                  new SecurityRequirement().addList("basicAuth"),
                  new SecurityRequirement().addList("accessId").addList("accessSecret")));
    }

    private static SecurityScheme header(String name) {
      return new SecurityScheme()
          .type(SecurityScheme.Type.APIKEY)
          .in(SecurityScheme.In.HEADER)
          .name(name);
    }
  }
}
