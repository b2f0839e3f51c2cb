package io.griot.wire;

import io.griot.identity.access.Principal;
import io.griot.identity.person.Role;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.method.HandlerMethod;

/** Puts into the OpenAPI document what all operations share and no controller says. */
final class OpenApiOperations implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

  private static final List<Class<?>> NOT_PARAMETERS =
      List.of(
          Fields.class,
          ObjectList.class,
          Idempotency.class,
          MinPosition.class,
          Paging.class,
          Principal.class,
          Principal.OfIntegrator.class);

  OpenApiOperations() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(NOT_PARAMETERS.toArray(Class<?>[]::new));
  }

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    List<Class<?>> takes = Arrays.asList(method.getMethod().getParameterTypes());
    if (takes.contains(Idempotency.class)) {
      operation.addParametersItem(
          header(
              Idempotency.HEADER,
              "A repeat under the same key gets the first answer",
              new StringSchema().minLength(1).maxLength(255)));
    }
    if (takes.contains(MinPosition.class)) {
      operation.addParametersItem(
          header(
              MinPosition.HEADER,
              "The Ledger-Position of a write that the answer must show; waits up to 2 seconds",
              new IntegerSchema().format("int64").minimum(BigDecimal.ZERO)));
    }
    if (takes.contains(Paging.class)) {
      operation.addParametersItem(
          query(
              "limit",
              "1 to 200; 50 if not given",
              new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(200))));
      operation.addParametersItem(
          query("cursor", "From the Link header of the page before", new StringSchema()));
    }
    Allow allow = method.getMethodAnnotation(Allow.class);
    if (allow != null && allow.anyone()) {
      operation.setSecurity(List.of());
    } else if (allow != null && Set.of(allow.value()).equals(Set.of(Role.INTEGRATOR))) {
      operation.setSecurity(List.of(new SecurityRequirement().addList("gatewayToken")));
    } else {
      operation.addSecurityItem(new SecurityRequirement().addList("jwtAuth"));
      operation.addSecurityItem(new SecurityRequirement().addList("basicAuth"));
      operation.addSecurityItem(
          new SecurityRequirement().addList("accessId").addList("accessSecret"));
    }
    ApiResponses responses = operation.getResponses();
    if (responses != null) {
      boolean gateway = method.getBeanType().isAnnotationPresent(GatewayWords.class);
      responses.addApiResponse("default", gateway ? gatewayProblem() : problem());
    }
    return operation;
  }

  @Override
  public void customise(OpenAPI document) {
    Paths paths = document.getPaths();
    if (paths != null) {
      Paths withSlash = new Paths();
      paths.forEach((path, item) -> withSlash.addPathItem(slashed(path), item));
      document.setPaths(withSlash);
    }
    if (document.getComponents() == null) {
      document.setComponents(new Components());
    }
    document
        .getComponents()
        .addSecuritySchemes(
            "jwtAuth",
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT"))
        .addSecuritySchemes(
            "basicAuth", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
        .addSecuritySchemes("accessId", key("X-Access-Id"))
        .addSecuritySchemes("accessSecret", key("X-Access-Secret"))
        .addSecuritySchemes(
            "gatewayToken",
            key("Authorization").description("Token, a blank, and what /token/ answered"));
  }

  private static String slashed(String path) {
    return path.endsWith("/") ? path : path + "/";
  }

  private static SecurityScheme key(String header) {
    return new SecurityScheme()
        .type(SecurityScheme.Type.APIKEY)
        .in(SecurityScheme.In.HEADER)
        .name(header);
  }

  private static Parameter header(String name, String description, Schema<?> schema) {
    return new Parameter().in("header").name(name).description(description).schema(schema);
  }

  private static Parameter query(String name, String description, Schema<?> schema) {
    return new Parameter().in("query").name(name).description(description).schema(schema);
  }

  private static ApiResponse gatewayProblem() {
    Schema<?> document =
        new ObjectSchema()
            .addProperty("code", new StringSchema())
            .addProperty("error", new StringSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("errors", faults());
    return new ApiResponse()
        .description("code and error of what is wrong with the request, otherwise detail")
        .content(new Content().addMediaType("application/json", new MediaType().schema(document)));
  }

  private static Schema<?> faults() {
    return new ArraySchema()
        .items(
            new ObjectSchema()
                .addProperty("field", new StringSchema())
                .addProperty("message", new StringSchema()));
  }

  private static ApiResponse problem() {
    Schema<?> document =
        new ObjectSchema()
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("code", new StringSchema())
            .addProperty("errors", faults());
    return new ApiResponse()
        .description("A problem document (RFC 9457)")
        .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(document)));
  }
}
