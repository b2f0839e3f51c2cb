package io.griot.wire;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

/** Reports what Tomcat itself refuses, such as a broken request line, as problem documents. */
public final class ProblemReportValve extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      write(refusal(request, status), response);
    } catch (IOException | IllegalStateException clientWentAway) {
      getContainer().getLogger().debug("No problem document was sent", clientWentAway);
    }
  }

  /**
   * A request that arrives in the moment of stopping is refused before its headers are read, and
   * then once more, as malformed, for having none.
   */
  private static Problems.Answer refusal(Request request, int status) {
    boolean stopping =
        request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
            && protocol.isPaused();
    return stopping && (status == 400 || status == 503)
        ? Problems.stopping()
        : new Problems.Answer(Problems.of(status));
  }

  private static void write(Problems.Answer answer, Response response) throws IOException {
    byte[] body = ProblemWriter.bytes(answer.problem());
    response.setStatus(answer.problem().status());
    answer.headers().forEach(response::setHeader);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.finishResponse();
  }
}
