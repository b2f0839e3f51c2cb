package io.griot.core.engine;

import io.griot.core.audit.Check;
import io.griot.core.audit.Checked;
import io.griot.core.audit.Progress;
import io.griot.core.audit.Progress.Stage;
import io.griot.core.audit.SealedHead;
import io.griot.core.engine.LogPages.Ends;
import io.griot.core.engine.LogPages.SealRow;
import io.griot.core.engine.LogPages.SnapshotRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole log while the ledger runs, in whatever process: once in the order of positions,
 * once in the order of streams, with a page of it in memory. Reads only.
 */
public final class LogVerification {

  private static final int ROWS_PER_STEP = 1_000;
  private static final HexFormat HEX = HexFormat.of();

  private final LogPages pages;
  private final EventReading reading;

  public LogVerification(DataSource dataSource, Serializer serializer, EventUpcaster upcaster) {
    this.pages = new LogPages(dataSource);
    this.reading = new EventReading(serializer, upcaster);
  }

  /**
   * What was found in the log.
   *
   * @param head its end, as its last seal says
   */
  public record Verified(
      List<Checked> checks, long events, long commits, long streams, SealedHead head) {}

  /**
   * Checks what the log holds now.
   *
   * @param exported a head that was kept elsewhere, to compare with
   * @param onProgress is told now and then
   */
  public Verified run(@Nullable SealedHead exported, Consumer<Progress> onProgress) {
    return new Run(pages.ends(), onProgress).run(exported);
  }

  private final class Run {

    private final Ends ends;
    private final long upTo;
    private final Consumer<Progress> onProgress;
    private long events;
    private long commits;

    Run(Ends ends, Consumer<Progress> onProgress) {
      this.ends = ends;
      this.upTo = ends.last();
      this.onProgress = onProgress;
    }

    Verified run(@Nullable SealedHead exported) {
      SealAudit seals = readSeals();
      List<Checked> checks = new ArrayList<>(seals.checked(upTo));
      checks.add(checkHead());
      if (exported != null) {
        checks.add(checkExported(exported));
      }
      StreamAudit streams = readStreams();
      checks.addAll(streams.checked(upTo, seals.leftByPayments()));
      return new Verified(List.copyOf(checks), events, commits, streams.streams(), lastSeal());
    }

    private SealAudit readSeals() {
      SealAudit audit = new SealAudit(reading);
      Iterator<SealRow> seals = pages.seals(upTo);
      Iterator<LogRow> rows = pages.events(upTo);
      @Nullable LogRow row = next(rows);
      while (seals.hasNext()) {
        SealRow seal = seals.next();
        audit.begin(seal);
        for (; row != null && row.position() <= seal.last(); row = next(rows)) {
          audit.add(row);
        }
        audit.end();
        commits++;
      }
      for (; row != null; row = next(rows)) {
        audit.addUnsealed(row);
      }
      return audit;
    }

    private @Nullable LogRow next(Iterator<LogRow> rows) {
      if (!rows.hasNext()) {
        return null;
      }
      events++;
      if (events % ROWS_PER_STEP == 0) {
        onProgress.accept(new Progress(Stage.LOG, events, upTo));
      }
      return rows.next();
    }

    private StreamAudit readStreams() {
      StreamAudit audit = new StreamAudit(reading);
      Iterator<LogRow> rows = pages.streams(upTo);
      List<LogRow> step = new ArrayList<>(ROWS_PER_STEP);
      long done = 0;
      while (rows.hasNext()) {
        step.clear();
        while (step.size() < ROWS_PER_STEP && rows.hasNext()) {
          step.add(rows.next());
        }
        Map<String, SnapshotRow> snapshots = pages.snapshots(accounts(step));
        step.forEach(row -> audit.add(row, snapshots));
        done += step.size();
        onProgress.accept(new Progress(Stage.STREAMS, done, Math.max(upTo, done)));
      }
      pages.snapshotsOfNothing(audit::snapshotOfNothing);
      return audit;
    }

    private static Set<String> accounts(List<LogRow> rows) {
      Set<String> streams = new HashSet<>();
      for (LogRow row : rows) {
        if (StreamAudit.hasSnapshots(row.stream())) {
          streams.add(row.stream());
        }
      }
      return streams;
    }

    private SealedHead lastSeal() {
      SealRow last = ends.lastSeal();
      return last == null
          ? new SealedHead(0, HEX.formatHex(SealDigest.beforeTheFirst()))
          : new SealedHead(last.last(), HEX.formatHex(last.hash()));
    }

    private Checked checkHead() {
      Check check = new Check("head", "the head is the last seal");
      SealedHead seal = lastSeal();
      long sealedAt = ends.lastSeal() == null ? 0 : ends.lastSeal().sealedAtMicroseconds();
      Head head = ends.head();
      if (head == null) {
        check.found(seal.position(), "The log has no head.", seal, "nothing");
      } else if (head.position() != seal.position()) {
        check.found(
            Math.min(head.position(), seal.position()) + 1,
            "The log does not end where its head says.",
            "a seal that ends at " + head.position(),
            "one that ends at " + seal.position());
      } else if (!HEX.formatHex(head.hash()).equals(seal.hash())) {
        check.found(
            seal.position(),
            "The head is not the last seal.",
            HEX.formatHex(head.hash()),
            seal.hash());
      } else if (LogPages.microseconds(head.recordedAt()) != sealedAt) {
        check.found(
            seal.position(),
            "The head is not as old as the last seal.",
            sealedAt + " µs",
            LogPages.microseconds(head.recordedAt()) + " µs");
      }
      return check.upTo(upTo);
    }

    private Checked checkExported(SealedHead exported) {
      Check check = new Check("exported-head", "the log goes on behind the exported head");
      long end = lastSeal().position();
      byte[] found =
          exported.position() == 0
              ? SealDigest.beforeTheFirst()
              : pages.hashAt(exported.position());
      if (found == null) {
        boolean cut = end < exported.position();
        check.found(
            cut ? end + 1 : exported.position(),
            cut ? "The log was cut." : "The log was written anew, here or before.",
            "a commit that ends at " + exported.position(),
            cut ? "the last one ends at " + end : "none");
      } else if (!Arrays.equals(found, HEX.parseHex(exported.hash()))) {
        check.found(
            exported.position(),
            "The log was written anew, here or before.",
            exported.hash(),
            HEX.formatHex(found));
      }
      return check.upTo(exported.position());
    }
  }
}
