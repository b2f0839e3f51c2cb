package io.griot.server.connector;

import io.griot.server.settings.InvalidSetting;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the settings of all providers must hold to; each name begins with the provider's prefix. */
final class ProviderSettings {

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 10_000;

  private ProviderSettings() {}

  static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  static @Nullable URI address(String prefix, @Nullable URI url) {
    if (url == null || url.toString().isBlank()) {
      return null;
    }
    if (url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null
        || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
      throw new InvalidSetting(
          prefix + ".url",
          "is no address of a provider",
          "give one such as https://provider.example.com, without a password in it");
    }
    return url;
  }

  static void limits(
      String prefix,
      Duration timeout,
      Duration unknownWindow,
      Duration queryInterval,
      int concurrency,
      int callsPerSecond) {
    if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new InvalidSetting(
          prefix + ".timeout", "is " + timeout, "give a duration from 1ms to 1m, such as 10s");
    }
    if (!queryInterval.isPositive()) {
      throw new InvalidSetting(
          prefix + ".query-interval", "is not above zero", "give a duration such as 30s");
    }
    if (unknownWindow.compareTo(queryInterval) < 0) {
      throw new InvalidSetting(
          prefix + ".unknown-window",
          "is shorter than the interval between two questions",
          "give a duration such as 30m");
    }
    if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
      throw new InvalidSetting(
          prefix + ".concurrency", "is " + concurrency, "give a number from 1 to " + MOST_AT_ONCE);
    }
    if (callsPerSecond < 0) {
      throw new InvalidSetting(
          prefix + ".calls-per-second", "is " + callsPerSecond, "give a number, or 0 for any");
    }
  }

  static void require(String property, @Nullable String value, String remedy) {
    if (value == null) {
      throw new InvalidSetting(property, "is missing", remedy);
    }
  }

  /** Keys and PINs leave this machine encrypted; what stands beside it may encrypt them. */
  static void requireEncrypted(String prefix, URI url) {
    if ("https".equals(url.getScheme()) || isThisMachine(url.getHost())) {
      return;
    }
    throw new InvalidSetting(
        prefix + ".url",
        "is not encrypted",
        "in production what proves who we are goes to an https address");
  }

  private static boolean isThisMachine(String host) {
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
