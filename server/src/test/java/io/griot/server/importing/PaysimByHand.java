package io.griot.server.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What every account must hold after a PaySim file, computed row by row in plain arithmetic:
 * nothing of the ledger or of its import is used here.
 */
record PaysimByHand(
    Map<String, BigDecimal> wallets,
    BigDecimal settlement,
    int accepted,
    Map<String, Integer> rejected) {

  static PaysimByHand compute(Path file) throws IOException {
    Map<String, BigDecimal> wallets = new HashMap<>();
    Map<String, Integer> rejected = new TreeMap<>();
    BigDecimal settlement = BigDecimal.ZERO;
    int accepted = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      List<String> header = List.of(reader.readLine().split(",", -1));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] row = line.split(",", -1);
        String type = row[header.indexOf("type")];
        BigDecimal amount = new BigDecimal(row[header.indexOf("amount")]);
        String origin = row[header.indexOf("nameOrig")];
        String destination = row[header.indexOf("nameDest")];
        settlement =
            settlement.subtract(open(wallets, origin, row[header.indexOf("oldbalanceOrg")]));
        settlement =
            settlement.subtract(open(wallets, destination, row[header.indexOf("oldbalanceDest")]));
        if (amount.signum() <= 0) {
          rejected.merge("AMOUNT_NOT_POSITIVE", 1, Integer::sum);
          continue;
        }
        if (type.equals("CASH_IN")) {
          wallets.merge(origin, amount, BigDecimal::add);
          settlement = settlement.subtract(amount);
        } else if (Objects.requireNonNull(wallets.get(origin)).compareTo(amount) < 0) {
          rejected.merge("INSUFFICIENT_AVAILABLE_FUNDS", 1, Integer::sum);
          continue;
        } else {
          wallets.merge(origin, amount.negate(), BigDecimal::add);
          if (type.equals("PAYMENT") || type.equals("TRANSFER")) {
            wallets.merge(destination, amount, BigDecimal::add);
          } else {
            settlement = settlement.add(amount);
          }
        }
        accepted++;
      }
    }
    return new PaysimByHand(wallets, settlement, accepted, rejected);
  }

  private static BigDecimal open(Map<String, BigDecimal> wallets, String name, String balance) {
    if (wallets.containsKey(name)) {
      return BigDecimal.ZERO;
    }
    BigDecimal opening = new BigDecimal(balance).setScale(2, RoundingMode.HALF_UP);
    wallets.put(name, opening);
    return opening;
  }
}
