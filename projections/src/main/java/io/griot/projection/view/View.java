package io.griot.projection.view;

import java.util.List;
import java.util.function.LongFunction;

/**
 * A read model.
 *
 * @param name its name for people, and that of its event processor
 * @param tables its tables, without their schema
 * @param rows makes the collector of the events behind a position; behind 0 there is nothing in the
 *     tables that it has not written itself
 */
public record View(String name, List<String> tables, LongFunction<Rows> rows) {

  /** Where the tables are that are read. */
  public static final String SCHEMA = "views";

  @Override
  public String toString() {
    return name;
  }
}
