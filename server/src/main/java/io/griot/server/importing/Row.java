package io.griot.server.importing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one line of a file asks for. */
sealed interface Row {

  /** From 1, the header not counted. */
  long number();

  /** Nothing: the line is broken. */
  record Malformed(long number, long line, String fault) implements Row {}

  /**
   * A transfer.
   *
   * @param reference its idempotency key
   * @param amount as the file has it, which may be zero or below
   * @param named the wallets that must be there first, in the order in which they turn up
   */
  record Transfer(
      long number,
      String reference,
      @Nullable String kind,
      Party from,
      Party to,
      BigDecimal amount,
      @Nullable String currency,
      @Nullable String remarks,
      @Nullable String effectiveAt,
      List<Party.Named> named)
      implements Row {

    public Transfer {
      named = List.copyOf(named);
    }
  }

  /** One end of a transfer. */
  sealed interface Party {

    /** As the ledger names it. */
    record Account(String id) implements Party {}

    /**
     * As others name it; opened if the ledger does not know it.
     *
     * @param opening what it holds then
     */
    record Named(String externalReference, BigDecimal opening) implements Party {}
  }
}
