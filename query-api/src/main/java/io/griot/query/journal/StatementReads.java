package io.griot.query.journal;

import io.griot.core.id.WalletId;
import io.griot.identity.access.Principal;
import io.griot.projection.Views;
import io.griot.projection.account.AccountFinder;
import io.griot.projection.account.AccountView;
import io.griot.projection.journal.Statement;
import io.griot.projection.journal.StatementFinder;
import io.griot.projection.journal.TimeBasis;
import io.griot.query.position.Freshness;
import io.griot.query.reader.Readers;
import io.griot.query.reader.TimeBases;
import io.griot.wire.MinPosition;
import io.griot.wire.Problem;
import io.griot.wire.RefusedRequest;
import io.griot.wire.Times;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows what happened on a wallet in a span of time, between two balances. */
@RestController
@Tag(name = "wallets")
public class StatementReads {

  private static final String JSON = "json";
  private static final String CSV = "csv";

  private final StatementFinder statements;
  private final AccountFinder accounts;
  private final Readers readers;
  private final Freshness freshness;
  private final Times times;
  private final Clock clock;
  private final JsonMapper mapper;

  StatementReads(
      StatementFinder statements,
      AccountFinder accounts,
      Readers readers,
      Freshness freshness,
      Times times,
      Clock clock,
      JsonMapper mapper) {
    this.statements = statements;
    this.accounts = accounts;
    this.readers = readers;
    this.freshness = freshness;
    this.times = times;
    this.clock = clock;
    this.mapper = mapper;
  }

  @Operation(
      operationId = "wallets_statement_retrieve",
      summary = "A wallet's statement, of any length: opening balance, postings, closing balance",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "Sent while it is read; one that breaks off lacks its closing balance",
              content = {
                @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = StatementAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
              }))
  @GetMapping("/wallets/{id}/statement")
  void retrieve(
      @PathVariable("id") UUID id,
      @Parameter(description = "From this time on; from the wallet's beginning if not given")
          @RequestParam(name = "from", required = false)
          @Nullable String from,
      @Parameter(description = "Before this time, or with all of this day; until now if not given")
          @RequestParam(name = "to", required = false)
          @Nullable String to,
      @Parameter(description = TimeBases.DESCRIPTION)
          @RequestParam(name = "basis", required = false)
          @Nullable String basis,
      @Parameter(description = "json, as if not given, or csv")
          @RequestParam(name = "format", required = false)
          @Nullable String format,
      MinPosition least,
      Principal principal,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    @Nullable Instant end = to == null ? null : times.endParameter("to", to);
    TimeBasis by = TimeBases.parameter(basis);
    if (format != null && !format.equals(JSON) && !format.equals(CSV)) {
      throw RefusedRequest.badField("format", "is neither json nor csv");
    }
    @Nullable Instant begin = from == null ? null : times.parameter("from", from);
    if (begin != null && end != null && !end.isAfter(begin)) {
      throw RefusedRequest.badField("to", "is not after from");
    }
    freshness.require(least, Views.POSTINGS, Views.ENTRIES, Views.ACCOUNTS);
    AccountView wallet =
        accounts
            .find(new WalletId(id))
            .filter(readers.of(principal)::mayRead)
            .orElseThrow(
                () ->
                    new RefusedRequest(
                        Problem.of(404, "WALLET_NOT_FOUND", "id", "There is no such wallet.")));
    // What is back-dated may lie before a wallet was opened.
    Statement statement =
        statements.open(
            wallet.account(), begin == null ? Times.EARLIEST : begin, end, clock.instant(), by);
    if (begin != null && !statement.to().isAfter(begin)) {
      throw RefusedRequest.badField("from", "is not over yet");
    }
    freshness.require(statement.position(), Views.ENTRIES);
    StatementWriter writer =
        new StatementWriter(
            mapper, new StatementWriter.Span(id, wallet.currency(), begin, by), statement);
    response.setHeader("Ledger-Position", Long.toString(statement.position()));
    if (CSV.equals(format)) {
      writer.csv(response);
    } else {
      writer.json(response);
    }
  }
}
