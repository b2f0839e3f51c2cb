package io.griot.wire;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents, from controllers as from filters. */
public final class ProblemWriter {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Does nothing once the response is under way: it cannot be taken back. */
  public void write(HttpServletResponse response, Problem problem, Map<String, String> headers)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    headers.forEach(response::setHeader);
    if (problem.status() == 401 && !response.containsHeader("WWW-Authenticate")) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    send(response, Problem.MEDIA_TYPE, bytes(problem));
  }

  /** In the words of the gateway. */
  void writeForGateway(HttpServletResponse response, Problem problem, Map<String, String> headers)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    headers.forEach(response::setHeader);
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Token");
    }
    send(response, "application/json", MAPPER.writeValueAsBytes(problem.gatewayMembers()));
  }

  private static void send(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  public void write(HttpServletResponse response, Problem problem) throws IOException {
    write(response, problem, Map.of());
  }

  static byte[] bytes(Problem problem) {
    return MAPPER.writeValueAsBytes(problem.members());
  }
}
