package io.griot.server.settings;

/** Settings that development can do without and production cannot. */
public interface ProductionRequirements {

  /**
   * Called once all settings are bound and the mode is production.
   *
   * @throws InvalidSetting naming what is missing
   */
  void requireForProduction();
}
