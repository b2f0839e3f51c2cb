package io.griot.server.importing;

import io.griot.server.progress.ProgressLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sends a file's chunks one after the other, each prepared while the one before it is sent. */
final class Intake {

  private final Chunks chunks;
  private final BulkEndpoints endpoints;
  private final long sizeBytes;
  private final ProgressLine progress;
  private final Tally tally = new Tally();
  private final long startedNanos = System.nanoTime();

  Intake(Chunks chunks, BulkEndpoints endpoints, long sizeBytes, ProgressLine progress) {
    this.chunks = chunks;
    this.endpoints = endpoints;
    this.sizeBytes = sizeBytes;
    this.progress = progress;
  }

  /** Takes in everything; returns why it could not, if it broke off. */
  @Nullable String run() throws InterruptedException {
    try (var preparing = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Chunk> next = preparing.submit(chunks::next);
      try {
        for (Chunk chunk = next.get(); !chunk.isEmpty(); chunk = next.get()) {
          tally.walletsOpened(chunk);
          next = preparing.submit(chunks::next);
          List<BulkTransfer> transfers = chunk.transfers();
          tally.add(
              chunk, transfers.isEmpty() ? List.of() : endpoints.send(transfers, chunk.number()));
          show(chunk);
        }
        return null;
      } catch (ImportBroken e) {
        next.cancel(true);
        return e.getMessage();
      } catch (ExecutionException e) {
        return switch (e.getCause()) {
          case ImportBroken broken -> broken.getMessage();
          case IOException unreadable -> "the file can no longer be read (" + unreadable + ")";
          case RuntimeException bug -> throw bug;
          case null, default -> throw new IllegalStateException(e);
        };
      }
    }
  }

  Tally tally() {
    return tally;
  }

  double seconds() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  private void show(Chunk chunk) {
    progress.show(
        sizeBytes == 0 ? 1 : (double) chunk.endByte() / sizeBytes,
        String.format(
            Locale.ROOT, "%,d rows, %,.0f rows/s", tally.rows(), tally.rows() / seconds()));
  }
}
