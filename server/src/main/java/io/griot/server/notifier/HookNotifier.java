package io.griot.server.notifier;

import io.griot.identity.notifier.Message;
import io.griot.identity.notifier.NotSent;
import io.griot.identity.notifier.Notifier;
import io.griot.identity.notifier.Recipient;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Posts messages as JSON to somebody who carries them on. */
final class HookNotifier implements Notifier {
  private final RestClient client;
  private final URI address;
  private final @Nullable String secret;

  HookNotifier(URI address, @Nullable String secret, Duration timeout) {
    this.address = address;
    this.secret = secret;
    // Followed elsewhere, a redirect would take the secret and the code with it.
    var http =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    var requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(timeout);
    this.client = RestClient.builder().requestFactory(requests).build();
  }

  /** What the hook is sent. */
  record Posted(String channel, String to, String subject, String text) {
    static Posted of(Message message) {
      String channel =
          switch (message.to()) {
            case Recipient.Phone _ -> "phone";
            case Recipient.Email _ -> "email";
          };
      return new Posted(channel, message.to().address(), message.subject(), message.text());
    }
  }

  @Override
  public void send(Message message) {
    int status;
    try {
      status =
          client
              .post()
              .uri(address)
              .contentType(MediaType.APPLICATION_JSON)
              .headers(
                  headers -> {
                    if (secret != null) {
                      headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + secret);
                    }
                  })
              .body(Posted.of(message))
              .exchange((request, response) -> response.getStatusCode().value());
    } catch (ResourceAccessException unanswered) {
      throw new NotSent("the hook did not answer", unanswered);
    }
    if (status < 200 || status > 299) {
      throw new NotSent("the hook answered " + status);
    }
  }
}
