package io.griot.connector.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** The connections to one provider: HTTP/1.1, kept, and never used twice for one request. */
final class Connections implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(1);

  // Below what servers and what stands before them commonly keep.
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration LIFE = Duration.ofMinutes(5);

  // The limit on the call as a whole ends it first; this one is for when that fails.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final int LARGEST_BODY = 1024 * 1024;
  private static final int TOO_MANY_REQUESTS = 429;

  private final String name;
  private final String address;
  private final CloseableHttpClient http;
  private final RestClient client;
  private final JsonMapper json = JsonMapper.shared();

  /**
   * @param name of the provider, for a person
   * @param most connections at once
   */
  Connections(String name, URI address, Duration timeout, int most) {
    this.name = name;
    this.address = address.toString().replaceFirst("/+$", "");
    var pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(most)
            .setMaxConnTotal(most)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(CONNECT))
                    .setSocketTimeout(Timeout.of(timeout.plus(GRACE)))
                    // One that the provider closed meanwhile would make a payment unknown.
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .setIdleTimeout(Timeout.of(IDLE))
                    .setTimeToLive(TimeValue.of(LIFE))
                    .build())
            .build();
    this.http =
        HttpClientBuilder.create()
            .setConnectionManager(pool)
            .setRequestExecutor(new SendingExecutor())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(LEASE))
                    .setResponseTimeout(Timeout.of(timeout.plus(GRACE)))
                    .setAuthenticationEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            // A request leaves once: not again after a fault, to another address, or to sign in.
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .setUserAgent("Griot")
            .build();
    this.client =
        RestClient.builder()
            .requestFactory(new HttpComponentsClientHttpRequestFactory(http))
            .build();
  }

  Answer send(Request request, Sending sending) throws CallFailed {
    return ScopedValue.where(Sending.CURRENT, sending).call(() -> exchange(request, sending));
  }

  private Answer exchange(Request request, Sending sending) throws CallFailed {
    Read read;
    try {
      read = prepared(request).exchangeForRequiredValue((_, response) -> read(response));
    } catch (RestClientException unanswered) {
      // Its message names the address.
      throw new CallFailed(
          sending.hasLeft()
              ? name + " took the call and did not answer it."
              : name + " could not be reached.");
    }
    if (read.status() == TOO_MANY_REQUESTS) {
      sending.turnedAway();
      throw new CallFailed(name + " takes no more calls for a while.", CallFailed.Remedy.WAIT);
    }
    if (read.body() == null) {
      throw new CallFailed(name + " answered with more than can be read.");
    }
    return new Answer(name, read.status(), read.body());
  }

  private RestClient.RequestHeadersSpec<?> prepared(Request request) {
    Object body = request.body();
    RestClient.RequestBodySpec prepared =
        client
            .method(body == null ? HttpMethod.GET : HttpMethod.POST)
            .uri(URI.create(address + request.path()))
            .headers(
                headers -> {
                  headers.setAccept(List.of(MediaType.APPLICATION_JSON));
                  if (request.header() != null && request.credential() != null) {
                    headers.set(request.header(), request.credential().value());
                  }
                });
    // As bytes: what Spring is handed as an object, it writes into its log when asked to.
    return body == null
        ? prepared
        : prepared.contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsBytes(body));
  }

  private record Read(int status, @Nullable String body) {}

  private static Read read(ClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    if (status == TOO_MANY_REQUESTS) {
      return new Read(status, "");
    }
    try (InputStream body = response.getBody()) {
      byte[] bytes = body.readNBytes(LARGEST_BODY + 1);
      return new Read(
          status, bytes.length > LARGEST_BODY ? null : new String(bytes, charset(response)));
    }
  }

  private static Charset charset(ClientHttpResponse response) {
    try {
      MediaType type = response.getHeaders().getContentType();
      Charset given = type == null ? null : type.getCharset();
      return given == null ? StandardCharsets.UTF_8 : given;
    } catch (InvalidMediaTypeException
        | IllegalCharsetNameException
        | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
