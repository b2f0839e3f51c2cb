package io.griot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class MeasuringPartsTest {

  @Test
  void jmh_finds_every_part() {
    var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);

    Set<BenchmarkListEntry> found = BenchmarkList.defaultList().getAll(silent, List.of());

    assertThat(found)
        .extracting(BenchmarkListEntry::getUsername)
        .containsExactlyInAnyOrder(
            "io.griot.bench.Deciding.decide",
            "io.griot.bench.Deciding.dispatchAndDecide",
            "io.griot.bench.Serialising.serialise",
            "io.griot.bench.Hashing.hash",
            "io.griot.bench.Hashing.layOutAndHash");
  }

  @Test
  void a_transfer_is_decided_either_way() throws Throwable {
    Deciding deciding = new Deciding();
    deciding.prepare();

    assertThat(deciding.decide()).hasNoNullFieldsOrProperties();
    assertThat(deciding.dispatchAndDecide()).hasSameClassAs(deciding.decide());
  }

  @Test
  void the_bytes_of_a_transfer_are_written() {
    Serialising serialising = new Serialising();
    for (String engine : new String[] {EventBytes.STOCK, EventBytes.LEDGER}) {
      serialising.engine = engine;
      serialising.prepare();

      assertThat(serialising.serialise()).as(engine).isBetween(1_000, 2_000);
    }
  }

  @Test
  void a_seal_is_the_hash_of_all_bytes() throws Exception {
    Hashing hashing = new Hashing();
    hashing.transfers = 2;
    hashing.prepare();

    assertThat((byte[]) hashing.hash())
        .hasSize(MessageDigest.getInstance("SHA-256").getDigestLength())
        .isEqualTo(hashing.layOutAndHash());
  }

  @Test
  void jmhs_results_are_read() {
    assertThat(
            Micro.read(
                """
                [{"benchmark": "io.griot.bench.Hashing.hash", "params": {"transfers": "64"},
                  "primaryMetric": {"score": 12.5, "scoreError": 0.25}},
                 {"benchmark": "io.griot.bench.Deciding.decide",
                  "primaryMetric": {"score": 1.5, "scoreError": "NaN"}}]
                """))
        .containsExactly(
            new Micro.Figures("Hashing.hash", "transfers 64", 12.5, 0.25),
            new Micro.Figures("Deciding.decide", "", 1.5, Double.NaN));
  }
}
