package io.griot.server.verifying;

import io.griot.core.audit.Progress;
import io.griot.core.audit.Report;
import io.griot.core.audit.SealedHead;
import io.griot.server.database.Database;
import io.griot.server.ledger.Verification;
import io.griot.server.progress.ProgressLine;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.PlatformSettings;
import io.griot.server.settings.Settings;
import io.griot.server.settings.StartRefused;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the whole log and every view. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks the whole log and every view, also while the ledger runs.",
      "Exit code: 0 sound, 1 something is not as it must be, 2 could not be checked."
    })
public final class Verify implements Callable<Integer> {

  private static final int SOUND = 0;
  private static final int UNSOUND = 1;

  private final Supplier<Environment> environment;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Option(
      names = "--head",
      paramLabel = "POSITION:HASH",
      description = "a head that an earlier run printed: the log must still go through it")
  private @Nullable String head;

  /** On this process's settings. */
  public Verify() {
    this(Settings::ofThisProcess);
  }

  /** On given settings. */
  public Verify(Supplier<Environment> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    @Nullable SealedHead exported = head == null ? null : exported(head);
    Environment settings = environment.get();
    PrintWriter out = spec.commandLine().getOut();
    try (Database database =
        Database.open(
                Settings.read(settings, DatabaseSettings.class),
                Settings.read(settings, PlatformSettings.class).dataDir())
            .closedWithTheProcess()) {
      Report report = verify(database.dataSource(), exported);
      out.print(json ? ReportJson.of(report) : ReportText.of(report));
      out.flush();
      return report.isSound() ? SOUND : UNSOUND;
    } catch (SQLException | DataAccessException e) {
      throw new StartRefused(
          "The database does not let the ledger be checked (%s).".formatted(innermost(e)), e);
    }
  }

  private Report verify(DataSource dataSource, @Nullable SealedHead exported) throws SQLException {
    try (ProgressLine line = ProgressLine.on(spec.commandLine().getErr())) {
      return Verification.on(dataSource).run(exported, progress -> show(line, progress));
    }
  }

  private static void show(ProgressLine line, Progress progress) {
    double ofStage = progress.of() == 0 ? 1 : (double) progress.events() / progress.of();
    line.show(
        (stagesBefore(progress.stage()) + ofStage) / Progress.Stage.values().length,
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d events",
            progress.stage().name().toLowerCase(Locale.ROOT),
            progress.events(),
            progress.of()));
  }

  private static int stagesBefore(Progress.Stage stage) {
    return switch (stage) {
      case LOG -> 0;
      case STREAMS -> 1;
      case VIEWS -> 2;
    };
  }

  private static SealedHead exported(String head) {
    try {
      return SealedHead.parse(head);
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "--head is \"%s\": give POSITION:HASH as an earlier `verify` printed it.".formatted(head),
          e);
    }
  }

  private static String innermost(Exception fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
  }
}
