package io.griot.server.importing;

import io.griot.server.importing.BulkEndpoints.Outcome;
import io.griot.server.importing.Chunk.Step;
import io.griot.server.importing.Row.Party;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into chunks and opens the wallets of each before it is sent.
 *
 * <p>A wallet may open earlier than its row comes up, since its opening balance depends on nothing:
 * so the next chunk's wallets open while this chunk's transfers run.
 */
final class Chunks {

  static final int ROWS = 1_000;

  // JSON may spell a character in six bytes, and the bulk endpoint takes four megabytes.
  private static final long BYTES = 512 * 1024;

  private final Lines lines;
  private final Columns columns;
  private final RowFormat format;
  private final BulkEndpoints endpoints;
  private final WalletNames names = new WalletNames();
  private long chunks;
  private long rows;
  private long endByte;

  Chunks(Lines lines, Columns columns, RowFormat format, BulkEndpoints endpoints) {
    this.lines = lines;
    this.columns = columns;
    this.format = format;
    this.endpoints = endpoints;
  }

  /** The next chunk; an empty one at the end of the file. */
  Chunk next() throws IOException, InterruptedException {
    List<Row> read = read();
    List<Row.Malformed> malformed = new ArrayList<>();
    Map<String, Party.Named> unknown = new LinkedHashMap<>();
    Map<String, Outcome> wallets = new HashMap<>();
    for (Row row : read) {
      switch (row) {
        case Row.Malformed broken -> malformed.add(broken);
        case Row.Transfer transfer -> {
          for (Party.Named wallet : transfer.named()) {
            String name = wallet.externalReference();
            if (!unknown.containsKey(name) && !wallets.containsKey(name)) {
              names
                  .find(name)
                  .ifPresentOrElse(
                      id -> wallets.put(name, new Outcome.Accepted(id, true)),
                      () -> unknown.put(name, wallet));
            }
          }
        }
      }
    }
    int opened = open(List.copyOf(unknown.values()), wallets);
    List<Step> steps = new ArrayList<>(read.size());
    for (Row row : read) {
      if (row instanceof Row.Transfer transfer) {
        steps.add(step(transfer, wallets));
      }
    }
    chunks++;
    return new Chunk(chunks, steps, malformed, opened, rows, endByte);
  }

  private List<Row> read() throws IOException {
    List<Row> read = new ArrayList<>(ROWS);
    long limit = endByte + BYTES;
    while (read.size() < ROWS && (endByte < limit || read.isEmpty())) {
      Line line = lines.next();
      if (line == null) {
        break;
      }
      endByte = line.endByte();
      if (!line.isBlank()) {
        rows++;
        read.add(row(line, rows));
      }
    }
    return read;
  }

  private Row row(Line line, long number) {
    try {
      return format.read(columns.fields(line), number);
    } catch (MalformedRow e) {
      return new Row.Malformed(number, line.number(), String.valueOf(e.getMessage()));
    }
  }

  private int open(List<Party.Named> unknown, Map<String, Outcome> wallets)
      throws InterruptedException {
    List<Outcome> outcomes = endpoints.openWallets(unknown.stream().map(BulkOpening::of).toList());
    int opened = 0;
    for (int index = 0; index < outcomes.size(); index++) {
      String name = unknown.get(index).externalReference();
      Outcome outcome = outcomes.get(index);
      wallets.put(name, outcome);
      if (outcome instanceof Outcome.Accepted(String id, boolean known)) {
        names.remember(name, id);
        opened += known ? 0 : 1;
      }
    }
    return opened;
  }

  private static Step step(Row.Transfer row, Map<String, Outcome> wallets) {
    String refusal = refusal(row, wallets);
    return refusal != null
        ? new Step.Refuse(refusal)
        : new Step.Send(
            new BulkTransfer(
                row.reference(),
                id(row.from(), wallets),
                id(row.to(), wallets),
                row.amount().toPlainString(),
                row.kind(),
                row.currency(),
                row.remarks(),
                row.effectiveAt()));
  }

  private static @Nullable String refusal(Row.Transfer row, Map<String, Outcome> wallets) {
    for (Party.Named wallet : row.named()) {
      if (wallets.get(wallet.externalReference()) instanceof Outcome.Rejected(String code, _)) {
        return code;
      }
    }
    return null;
  }

  private static String id(Party party, Map<String, Outcome> wallets) {
    return switch (party) {
      case Party.Account(String id) -> id;
      case Party.Named(String name, _) ->
          switch (wallets.get(name)) {
            case Outcome.Accepted(String id, _) -> id;
            case Outcome.Rejected _ -> throw new IllegalStateException(name + " was refused");
            case null -> throw new IllegalStateException(name + " was not asked for");
          };
    };
  }
}
