package io.griot.wire;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers the container's error dispatches: what failed outside of any controller. */
@Controller
final class ProblemErrorController implements ErrorController {

  private final ProblemWriter writer;

  ProblemErrorController(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (thrown instanceof Throwable fault) {
      Throwable cause =
          fault instanceof jakarta.servlet.ServletException && fault.getCause() != null
              ? fault.getCause()
              : fault;
      Problems.Answer answer = Problems.of(cause);
      writer.write(response, answer.problem(), answer.headers());
    } else {
      // Without a status this is no dispatch but a client that asked for the path.
      writer.write(response, Problems.of(status instanceof Integer code ? code : 404));
    }
  }
}
