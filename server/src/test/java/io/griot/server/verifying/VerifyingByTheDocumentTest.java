package io.griot.server.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.engine.LogRow;
import io.griot.core.engine.SealDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What docs/sealed-log.md says to others, done as it says. */
class VerifyingByTheDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/sealed-log.md");
  private static final Pattern COPY = Pattern.compile("(?m)^\\\\copy (.*) TO '(.*)' CSV$");

  private static String document;
  private static SealedSpecimen sound;

  @TempDir private Path folder;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(DOCUMENT);
    sound = SealedSpecimen.written();
  }

  @Test
  void a_sound_log_is_found_sound_up_to_its_head() throws Exception {
    export(sound);

    assertThat(run())
        .isEqualTo(
            "0 sound, head "
                + sound
                    .jdbc()
                    .sql("SELECT position || ':' || encode(hash, 'hex') FROM ledger.head")
                    .query(String.class)
                    .single());
  }

  @Test
  void a_changed_byte_is_found_and_its_seal_named() throws Exception {
    SealedSpecimen ledger = sound.copy();
    long position = ledger.middle("WalletCredited");
    ledger.tamper(
        "UPDATE ledger.event SET payload = set_byte(payload, 20, get_byte(payload, 20) # 1)"
            + " WHERE position = "
            + position);
    export(ledger);

    SealedSpecimen.Seal seal = ledger.sealAt(position);
    assertThat(run())
        .isEqualTo("1 NOT SOUND: the seal over %d to %d".formatted(seal.first(), seal.last()));
  }

  @Test
  void a_deleted_event_and_a_deleted_seal_are_found() throws Exception {
    SealedSpecimen ledger = sound.copy();
    SealedSpecimen.Seal seal = ledger.sealAt(ledger.middle("WalletCredited"));
    ledger.tamper("DELETE FROM ledger.event WHERE position = " + seal.last());
    export(ledger);
    assertThat(run())
        .isEqualTo("1 NOT SOUND: the seal over %d to %d".formatted(seal.first(), seal.last()));

    long last = sound.verify().head().position();
    SealedSpecimen other = sound.copy();
    other.tamper("DELETE FROM ledger.seal WHERE last_position = " + last);
    export(other);
    assertThat(run()).startsWith("1 NOT SOUND: no seal holds the events behind ");
  }

  @Test
  void the_example_has_the_bytes_and_the_hash_that_the_ledger_makes_of_it() throws Exception {
    List<String> fields =
        block("text example").lines().map(line -> line.split(" +", 2)[1]).toList();
    byte[] bytes = HexFormat.of().parseHex(block("text bytes").replaceAll("\\s", ""));
    String hash = block("text hash").strip();

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
        .isEqualTo(hash);
    var row =
        new LogRow(
            Long.parseLong(fields.get(0)),
            fields.get(1),
            fields.get(2),
            Long.parseLong(fields.get(3)),
            fields.get(4),
            fields.get(5),
            Long.parseLong(fields.get(6)),
            fields.get(7).getBytes(StandardCharsets.UTF_8),
            fields.get(8).getBytes(StandardCharsets.UTF_8));
    assertThat(
            HexFormat.of().formatHex(new SealDigest(SealDigest.beforeTheFirst()).add(row).hash()))
        .isEqualTo(hash);
  }

  private void export(SealedSpecimen ledger) throws Exception {
    List<MatchResult> copies = COPY.matcher(document).results().toList();
    assertThat(copies).hasSize(2);
    try (Connection connection = ledger.database().dataSource().getConnection()) {
      for (MatchResult copy : copies) {
        try (OutputStream file = Files.newOutputStream(folder.resolve(copy.group(2)))) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + copy.group(1) + " TO STDOUT CSV", file);
        }
      }
    }
  }

  /** The exit code and what was said. */
  private String run() throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("verify.py"), block("python"));
    Process process =
        new ProcessBuilder("python3", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said.strip();
  }

  private static String block(String kind) {
    int from = document.indexOf("\n```" + kind + "\n");
    assertThat(from).as("a block of " + kind).isNotNegative();
    int begin = from + kind.length() + 5;
    return document.substring(begin, document.indexOf("```", begin));
  }
}
