package io.griot.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputingPaysimByHandTest {

  static final String TEN_ROWS =
      """
      step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud
      1,PAYMENT,30.50,C1,100,69.5,M1,0,0,0,0
      1,TRANSFER,69.50,C1,100,0,C2,1.005,0,0,0
      1,TRANSFER,0.01,C1,100,0,C2,5,0,0,0
      1,CASH_OUT,70.51,C2,0,0,C3,1.01E+03,0,0,0
      1,CASH_IN,5,C2,0,5,C3,0,0,0,0
      1,DEBIT,1010,C3,0,0,C4,0,0,0,0
      1,DEBIT,0.01,C3,0,0,C4,0,0,0,0
      1,PAYMENT,0,C5,7,7,M1,0,0,0,0
      1,PAYMENT,8,C5,7,7,M2,0,0,0,0
      1,TRANSFER,1E+00,C5,7,6,C1,0,0,0,0
      """;

  @TempDir private Path directory;

  @Test
  void ten_rows_end_in_the_balances_computed_on_paper() throws Exception {
    Path file = Files.writeString(directory.resolve("ten.csv"), TEN_ROWS);

    PaysimByHand byHand = PaysimByHand.compute(file);

    var expected = new TreeMap<String, BigDecimal>();
    expected.put("C1", new BigDecimal("1.00"));
    expected.put("M1", new BigDecimal("30.50"));
    // 1.01 at the opening (1.005 rounded half up), 69.50 in, 70.51 out, 5 in.
    expected.put("C2", new BigDecimal("5.00"));
    expected.put("C3", new BigDecimal("0.00"));
    expected.put("C4", new BigDecimal("0.00"));
    expected.put("C5", new BigDecimal("6.00"));
    expected.put("M2", new BigDecimal("0.00"));
    assertThat(byHand.wallets())
        .usingComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
        .containsExactlyInAnyOrderEntriesOf(expected);
    // Openings 100 + 1.01 + 1010 + 7 and 5 of cash went in, 70.51 and 1010 came out.
    assertThat(byHand.settlement()).isEqualByComparingTo("-42.50");
    assertThat(byHand.accepted()).isEqualTo(6);
    assertThat(byHand.rejected())
        .isEqualTo(Map.of("INSUFFICIENT_AVAILABLE_FUNDS", 3, "AMOUNT_NOT_POSITIVE", 1));
  }
}
