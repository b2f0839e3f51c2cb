package io.griot.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads JSON bodies for {@link JsonBody} parameters. */
final class JsonBodyResolver implements HandlerMethodArgumentResolver {

  /** Read and thrown away, so that a client still sending hears the answer. */
  private static final int DRAINED_BYTES = 16 * 1024 * 1024;

  private final Times times;

  JsonBodyResolver(Times times) {
    this.times = times;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(JsonBody.class)
        && (parameter.getParameterType() == Fields.class
            || parameter.getParameterType() == ObjectList.class);
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
    JsonBody rules = parameter.getParameterAnnotation(JsonBody.class);
    if (rules == null) {
      throw new IllegalStateException("Not a body: " + parameter);
    }
    byte[] body = read(request, rules.limitBytes());
    boolean list = parameter.getParameterType() == ObjectList.class;
    if (body.length == 0) {
      if (rules.required()) {
        throw JsonReader.empty();
      }
      return fields(new Json.Members(Map.of()));
    }
    requireJson(request);
    Json value = JsonReader.read(body);
    if (list) {
      return new ObjectList(value, times);
    }
    if (value instanceof Json.Members object) {
      return fields(object);
    }
    throw new RefusedRequest(
        Problem.of(400, "MALFORMED_JSON", "The body is " + value.kind() + "; send a JSON object."));
  }

  private Fields fields(Json.Members object) {
    return new Fields(object, "", times, new ArrayList<>());
  }

  private static byte[] read(HttpServletRequest request, int limitBytes) {
    try {
      return bytes(request, limitBytes);
    } catch (IOException endedTooSoon) {
      throw new RefusedRequest(Problems.connectionLost(endedTooSoon).problem());
    }
  }

  private static byte[] bytes(HttpServletRequest request, int limitBytes) throws IOException {
    InputStream input = request.getInputStream();
    byte[] body = input.readNBytes(limitBytes + 1);
    if (body.length <= limitBytes) {
      return body;
    }
    byte[] dump = new byte[64 * 1024];
    long drained = 0;
    for (int read = 0; read >= 0 && drained < DRAINED_BYTES; drained += read) {
      read = input.read(dump);
    }
    throw new RefusedRequest(
        Problem.of(
            413,
            "BODY_TOO_LARGE",
            "The body is larger than %d bytes; send less at a time.".formatted(limitBytes)));
  }

  private static void requireJson(HttpServletRequest request) {
    String contentType = request.getContentType();
    if (contentType != null) {
      try {
        MediaType type = MediaType.parseMediaType(contentType);
        if (MediaType.APPLICATION_JSON.includes(type)
            || (type.getType().equals("application") && type.getSubtype().endsWith("+json"))) {
          return;
        }
      } catch (InvalidMediaTypeException unreadable) {
        throw unsupported(contentType);
      }
    }
    throw unsupported(contentType);
  }

  private static RefusedRequest unsupported(@Nullable String contentType) {
    return new RefusedRequest(
        Problem.of(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            (contentType == null
                    ? "The body has no Content-Type"
                    : "Content-Type " + Shown.cut(contentType) + " is not read here")
                + "; send application/json."),
        Map.of("Accept", "application/json"));
  }
}
