package io.griot.query;

import io.griot.wire.MinPosition;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;

/** Parameters that many reads share, as the OpenAPI document shows them. */
final class DocumentedParameters {

  private DocumentedParameters() {}

  static Parameter limit() {
    return new QueryParameter()
        .name("limit")
        .description("How many to answer with, 50 if not given")
        .schema(new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(200)));
  }

  static Parameter cursor() {
    return new QueryParameter()
        .name("cursor")
        .description("Where the page begins, from the Link header of the page before")
        .schema(new StringSchema());
  }

  static Parameter minPosition() {
    return new HeaderParameter()
        .name(MinPosition.HEADER)
        .description(
            "The Ledger-Position of a write that the answer must show; waits up to 2 seconds")
        .schema(new IntegerSchema().format("int64").minimum(BigDecimal.ZERO));
  }
}
