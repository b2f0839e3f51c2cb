package io.griot.core;

/**
 * A client's name for one request.
 *
 * @param scope who chose it, and for what: equal keys of two principals are two keys
 * @param key at most 255 printable characters
 * @param fingerprint hash of the request: the same key with another one is refused
 */
public record IdempotencyKey(String scope, String key, String fingerprint) {}
