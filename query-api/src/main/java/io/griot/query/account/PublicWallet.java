package io.griot.query.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * What anybody may know of somebody's wallet.
 *
 * @param name enough to recognise someone one knows
 */
@Schema(name = "PublicWallet")
record PublicWallet(UUID id, @Schema(example = "Almaz T***") String name) {}
