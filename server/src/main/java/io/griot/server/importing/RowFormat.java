package io.griot.server.importing;

/** Reads the lines of one kind of file. */
interface RowFormat {

  /**
   * What a line asks for.
   *
   * @param number of the row, from 1
   */
  Row.Transfer read(Columns.Fields fields, long number) throws MalformedRow;
}
