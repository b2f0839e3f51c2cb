package io.griot.bench;

/**
 * A contender under a load.
 *
 * @param transfersPerCall what one call makes
 */
record Scenario(
    Name name, String contender, String load, int clients, int transfersPerCall, Load.Call call) {

  static final String EVEN = "even";
  static final String HOT = "hot";

  static Scenario even(Name name, Contender contender, int clients) {
    return new Scenario(name, contender.name(), EVEN, clients, 1, contender::even);
  }

  static Scenario hot(Name name, Contender contender, int clients) {
    return new Scenario(name, contender.name(), HOT, clients, 1, contender::hot);
  }

  /** What it came to. */
  record Row(
      Name name,
      String contender,
      String load,
      int clients,
      int transfersPerCall,
      Load.Figures figures) {}

  Row row(Load.Figures figures) {
    return new Row(name, contender, load, clients, transfersPerCall, figures);
  }

  @Override
  public String toString() {
    return "%s, %s, %d clients".formatted(contender, load, clients);
  }
}
