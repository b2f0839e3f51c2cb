package io.griot.wire;

import io.griot.identity.business.Category;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/** A sort of services. */
@Schema(name = "ServiceCategory")
public record CategoryAnswer(UUID id, String name) {

  public static CategoryAnswer of(Category category) {
    return new CategoryAnswer(category.id(), category.name());
  }
}
