package io.griot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingTest {

  /** Stops between the look that lets a request in and the one after its first line. */
  public static final class StoppingInBetween extends Http11NioProtocol {
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public boolean isPaused() {
      return looks.getAndIncrement() > 0;
    }
  }

  @Test
  void a_request_that_comes_in_the_moment_of_stopping_is_to_be_tried_again(@TempDir Path directory)
      throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(directory.toString());
    Connector connector = new Connector(new StoppingInBetween());
    connector.setPort(0);
    tomcat.setConnector(connector);
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemReportValve.class.getName());
    tomcat.addContext("", directory.toString());
    tomcat.start();
    try {
      String answer =
          send(connector.getLocalPort(), "GET /wallets/ HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(answer)
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1", Problem.MEDIA_TYPE, "\"code\":\"SERVICE_UNAVAILABLE\"");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static String send(int port, String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
