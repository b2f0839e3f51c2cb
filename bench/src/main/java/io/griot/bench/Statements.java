package io.griot.bench;

import io.griot.core.id.AccountId;
import io.griot.projection.Views;
import io.griot.projection.journal.TimeBasis;
import io.griot.projection.snapshot.SnapshotFinder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A wallet that was posted to very often: its statement, and what it held at instants. */
final class Statements {

  private static final int AT_ONCE = 1_000;

  /** One of so many transfers takes effect before it is recorded. */
  private static final int BACKDATED = 10;

  private static final Duration LONGEST_AGO = Duration.ofDays(365);
  private static final int LOOK_UPS = 5_000;
  private static final int HEAP_SAMPLES = 10;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final double BYTES_PER_MEGABYTE = 1024.0 * 1024.0;

  private Statements() {}

  /**
   * What it came to.
   *
   * @param effectiveSeconds of the same statement by effective time
   * @param heapMegabytes the server's live heap, at equal distances on the way
   * @param recorded look-ups of a balance by the time of recording
   * @param effective look-ups of a balance by effective time
   */
  record Figures(
      long postings,
      double megabytes,
      double seconds,
      double effectiveSeconds,
      List<Double> heapMegabytes,
      LookUps recorded,
      LookUps effective) {

    double postingsPerSecond() {
      return postings / seconds;
    }

    double heapGrowth() {
      return heapMegabytes.getLast() / heapMegabytes.getFirst();
    }
  }

  /** How long look-ups took. */
  record LookUps(double p50Milliseconds, double p99Milliseconds) {}

  static Figures measure(Postgres postgres, Choices choices, Consumer<String> notes)
      throws SQLException, IOException, InterruptedException {
    Database database = postgres.createDatabase("statement");
    AccountId wallet;
    LookUps recorded;
    LookUps effective;
    try (InProcess ledger = InProcess.on(database, Math.min(1_000, choices.wallets()))) {
      wallet = ledger.hotWallet();
      notes.accept("Posting %,d times to one wallet".formatted(choices.statementPostings()));
      Instant end = Instant.now();
      for (long posted = 0; posted < choices.statementPostings(); posted += AT_ONCE) {
        ledger.inOrder(AT_ONCE, ThreadLocalRandom.current(), BACKDATED, LONGEST_AGO);
      }
      Instant begin = end;
      end = Instant.now();
      notes.accept("Making the views");
      ledger.rebuild().run(Views.ALL, _ -> {});
      SnapshotFinder snapshots = ledger.snapshots();
      notes.accept("Looking up balances at instants");
      recorded = lookUps(snapshots, wallet, TimeBasis.RECORDED, begin, end);
      effective = lookUps(snapshots, wallet, TimeBasis.EFFECTIVE, begin.minus(LONGEST_AGO), end);
    }
    notes.accept("Reading the statement over HTTP");
    try (ServedLedger server = ServedLedger.start(choices.serverJar(), database)) {
      return read(server, wallet, choices.statementPostings(), recorded, effective);
    }
  }

  private static LookUps lookUps(
      SnapshotFinder snapshots, AccountId wallet, TimeBasis basis, Instant begin, Instant end) {
    RandomGenerator random = ThreadLocalRandom.current();
    long span = Duration.between(begin, end).toNanos();
    double[] milliseconds = new double[LOOK_UPS];
    // As many before it as are measured.
    for (int number = -LOOK_UPS; number < LOOK_UPS; number++) {
      Instant instant = begin.plusNanos(random.nextLong(span));
      long start = System.nanoTime();
      snapshots.at(List.of(wallet), instant, basis, null, 1);
      if (number >= 0) {
        milliseconds[number] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(milliseconds);
    return new LookUps(milliseconds[LOOK_UPS / 2], milliseconds[LOOK_UPS * 99 / 100]);
  }

  private static Figures read(
      ServedLedger server, AccountId wallet, long postings, LookUps recorded, LookUps effective)
      throws IOException, InterruptedException {
    String path = "/wallets/" + wallet.toString().replace("wallet:", "") + "/statement/?format=csv";
    String credentials =
        Base64.getEncoder()
            .encodeToString(
                (ServedLedger.ADMIN + ":" + ServedLedger.PASSWORD)
                    .getBytes(StandardCharsets.UTF_8));
    HttpRequest request = request(server, path, credentials);
    try (HttpClient http = HttpClient.newHttpClient()) {
      // Once for the compilers, and to see how long it is.
      Read whole = read(server, http, request, 0);
      Read timed = read(server, http, request, 0);
      Read byEffect =
          read(server, http, request(server, path + "&basis=effective", credentials), 0);
      Read watched = read(server, http, request, whole.bytes() / HEAP_SAMPLES);
      if (timed.lines() < postings || byEffect.lines() != timed.lines()) {
        throw new IllegalStateException(
            "The statements have %d and %d lines for %d postings"
                .formatted(timed.lines(), byEffect.lines(), postings));
      }
      return new Figures(
          postings,
          timed.bytes() / BYTES_PER_MEGABYTE,
          timed.seconds(),
          byEffect.seconds(),
          watched.heapMegabytes(),
          recorded,
          effective);
    }
  }

  private static HttpRequest request(ServedLedger server, String path, String credentials) {
    return HttpRequest.newBuilder(server.address().resolve(path))
        .header("Authorization", "Basic " + credentials)
        .build();
  }

  private record Read(long bytes, long lines, double seconds, List<Double> heapMegabytes) {}

  /** Reads it, and looks at the server's heap each time so many bytes have come; never for 0. */
  private static Read read(ServedLedger server, HttpClient http, HttpRequest request, long step)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("The statement was answered " + response.statusCode());
    }
    List<Double> heap = new ArrayList<>();
    long bytes = 0;
    long lines = 0;
    try (InputStream in = response.body()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        for (int index = 0; index < read; index++) {
          lines += buffer[index] == '\n' ? 1 : 0;
        }
        if (step > 0 && bytes > step * (heap.size() + 1L) && heap.size() < HEAP_SAMPLES) {
          heap.add(server.liveHeapMegabytes());
        }
      }
    }
    return new Read(bytes, lines, (System.nanoTime() - start) / 1e9, heap);
  }
}
