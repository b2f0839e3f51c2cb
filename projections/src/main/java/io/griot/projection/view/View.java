package io.griot.projection.view;

import java.util.List;
import java.util.function.Supplier;

/**
 * A read model.
 *
 * @param name its name for people, and that of its event processor
 * @param tables its tables, without their schema
 * @param rows makes the collector of a batch
 */
public record View(String name, List<String> tables, Supplier<Rows> rows) {

  /** Where the tables are that are read. */
  public static final String SCHEMA = "views";

  @Override
  public String toString() {
    return name;
  }
}
