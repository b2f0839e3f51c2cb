package io.griot.core.journal;

/** The side of an account that a posting enters. A balance is credits less debits. */
public enum Side {
  DEBIT,
  CREDIT
}
