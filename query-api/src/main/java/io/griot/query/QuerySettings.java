package io.griot.query;

/**
 * What the reads depend on.
 *
 * @param publicLookupsPerMinute how often one caller may look up somebody else's wallet
 */
public record QuerySettings(int publicLookupsPerMinute) {

  public QuerySettings {
    if (publicLookupsPerMinute < 1) {
      throw new IllegalArgumentException(
          "public-lookups-per-minute must be at least 1: " + publicLookupsPerMinute);
    }
  }

  public static QuerySettings defaults() {
    return new QuerySettings(30);
  }
}
