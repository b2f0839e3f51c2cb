package io.griot.query.journal;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.griot.projection.journal.Statement;
import io.griot.projection.journal.StatementLine;
import io.griot.projection.journal.TimeBasis;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a statement while it is read; nothing of it is kept. */
final class StatementWriter {

  /** What a spreadsheet would take for a formula if a cell began with it. */
  private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

  private final JsonMapper mapper;
  private final Span span;
  private final Statement statement;
  private BigInteger debits = BigInteger.ZERO;
  private BigInteger credits = BigInteger.ZERO;

  StatementWriter(JsonMapper mapper, Span span, Statement statement) {
    this.mapper = mapper;
    this.span = span;
    this.statement = statement;
  }

  /**
   * What the statement is about.
   *
   * @param from null for the wallet's beginning
   */
  record Span(UUID wallet, Currency currency, @Nullable Instant from, TimeBasis basis) {}

  /** Closes what it writes to only in the end: an answer that breaks off must not look whole. */
  void json(HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    JsonGenerator json = mapper.createGenerator(response.getOutputStream());
    json.writeStartObject();
    json.writeStringProperty("wallet", span.wallet().toString());
    json.writeStringProperty("currency", span.currency().getCurrencyCode());
    json.writePOJOProperty("from", span.from());
    json.writePOJOProperty("to", statement.to());
    json.writeStringProperty("basis", span.basis().text());
    json.writeNumberProperty("position", statement.position());
    json.writeNumberProperty("opening_balance", majorUnits(statement.openingMinorUnits()));
    json.writeArrayPropertyStart("postings");
    while (statement.lines().hasNext()) {
      StatementLine line = statement.lines().next();
      add(line);
      json.writePOJO(StatementAnswer.Line.of(line));
    }
    json.writeEndArray();
    json.writeNumberProperty("debits", majorUnits(debits));
    json.writeNumberProperty("credits", majorUnits(credits));
    json.writeNumberProperty("closing_balance", majorUnits(closing()));
    json.writeEndObject();
    json.close();
  }

  void csv(HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"statement-%s.csv\"".formatted(span.wallet()));
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord(
        "type",
        "created_at",
        "effective_at",
        "transaction",
        "kind",
        "counterparty",
        "remarks",
        "debit",
        "credit",
        "balance",
        "currency");
    balance(csv, "opening", span.from(), "", "", statement.openingMinorUnits());
    while (statement.lines().hasNext()) {
      StatementLine line = statement.lines().next();
      add(line);
      write(csv, line);
    }
    balance(csv, "closing", statement.to(), plain(debits), plain(credits), closing());
    csv.flush();
  }

  private void write(CsvWriter csv, StatementLine line) {
    String amount = line.amount().majorUnits().toPlainString();
    csv.writeRecord(
        "posting",
        line.recordedAt().toString(),
        line.effectiveAt().toString(),
        line.entryId().uuid().toString(),
        line.kindText(),
        line.counterparty().toString(),
        cell(line.remarks()),
        line.isCredit() ? "" : amount,
        line.isCredit() ? amount : "",
        plain(line.balanceMinorUnits()),
        span.currency().getCurrencyCode());
  }

  private void balance(
      CsvWriter csv,
      String type,
      @Nullable Instant at,
      String debit,
      String credit,
      BigInteger minorUnits) {
    csv.writeRecord(
        type,
        at == null ? "" : at.toString(),
        "",
        "",
        "",
        "",
        "",
        debit,
        credit,
        plain(minorUnits),
        span.currency().getCurrencyCode());
  }

  private void add(StatementLine line) {
    BigInteger amount = BigInteger.valueOf(line.amount().minorUnits());
    if (line.isCredit()) {
      credits = credits.add(amount);
    } else {
      debits = debits.add(amount);
    }
  }

  private BigInteger closing() {
    return statement.openingMinorUnits().add(credits).subtract(debits);
  }

  private static String cell(String text) {
    return text.isEmpty() || FORMULA_BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  private BigDecimal majorUnits(BigInteger minorUnits) {
    return StatementAnswer.majorUnits(minorUnits, span.currency());
  }

  private String plain(BigInteger minorUnits) {
    return majorUnits(minorUnits).toPlainString();
  }
}
