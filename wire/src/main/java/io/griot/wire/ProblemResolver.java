package io.griot.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers every exception of a request with a problem document, whatever the client accepts: one
 * who takes only pictures still learns what was wrong.
 */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

  private final ProblemWriter writer;

  ProblemResolver(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception thrown) {
    if (response.isCommitted()) {
      return null;
    }
    Problems.Answer answer = Problems.of(thrown);
    try {
      if (handler instanceof HandlerMethod method
          && method.getBeanType().isAnnotationPresent(GatewayWords.class)) {
        writer.writeForGateway(response, answer.problem(), answer.headers());
      } else {
        writer.write(response, answer.problem(), answer.headers());
      }
    } catch (IOException clientWentAway) {
      return new ModelAndView();
    }
    return new ModelAndView();
  }
}
