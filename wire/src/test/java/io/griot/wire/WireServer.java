package io.griot.wire;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.OncePerRequestFilter;

/** The test endpoints on a real Tomcat, one for all tests. */
final class WireServer {

  static final UUID PERSON = UUID.fromString("0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3");

  private static final WireServer STARTED = new WireServer();

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private WireServer() {
    var context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(Application.class)
                .properties("server.port=0", "spring.main.banner-mode=off")
                .run();
    port = Objects.requireNonNull(context.getWebServer()).getPort();
  }

  static WireServer started() {
    return STARTED;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    for (int index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    return request;
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Sends bytes that no client library would. */
  String raw(String text) {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({WireConfiguration.class, TestEndpoints.class, GatewayEndpoints.class})
  static class Application {

    @Bean
    WireSettings wireSettings() {
      return new WireSettings(ZoneId.of("Africa/Addis_Ababa"));
    }

    /** Trusts a header that names roles, in place of real credentials. */
    @Bean
    OncePerRequestFilter authentication() {
      return new OncePerRequestFilter() {
        @Override
        protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
          if (request.getRequestURI().startsWith("/filter-fails")) {
            throw new IllegalStateException("secret");
          }
          if (request.getRequestURI().startsWith("/filter-refuses")) {
            response.sendError(403);
            return;
          }
          String roles = request.getHeader("Roles");
          if (roles != null) {
            Set<Role> held =
                Arrays.stream(roles.split(","))
                    .map(role -> Role.find(role).orElseThrow())
                    .collect(Collectors.toSet());
            CurrentPrincipal.set(
                request,
                held.contains(Role.INTEGRATOR)
                    ? new Principal.OfIntegrator(PERSON, PERSON)
                    : new Principal.OfPerson(PERSON, "+251911234567", held, "jwt"));
          }
          chain.doFilter(request, response);
        }
      };
    }
  }
}
