package io.griot.wire;

import io.griot.identity.device.Device;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device of the caller's. */
@Schema(name = "Device")
public record DeviceAnswer(
    String id, Instant createdAt, Instant updatedAt, @Nullable String label) {

  public static DeviceAnswer of(Device device) {
    return new DeviceAnswer(device.id(), device.createdAt(), device.updatedAt(), device.label());
  }
}
