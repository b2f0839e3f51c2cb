package io.griot.server.rebuilding;

import io.griot.projection.Views;
import io.griot.projection.rebuild.Progress;
import io.griot.projection.rebuild.RebuildRunning;
import io.griot.projection.view.View;
import io.griot.server.database.Database;
import io.griot.server.ledger.ViewRebuilds;
import io.griot.server.progress.ProgressLine;
import io.griot.server.settings.DatabaseSettings;
import io.griot.server.settings.PlatformSettings;
import io.griot.server.settings.Settings;
import io.griot.server.settings.StartRefused;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes views anew from the log. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Makes views anew from the log, also while the ledger runs.",
      "Exit code: 0 rebuilt, 1 failed, 2 not begun; the old views stay until the new ones are"
          + " complete."
    })
public final class RebuildViews implements Callable<Integer> {

  private final Supplier<Environment> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "VIEW", arity = "0..*", description = "the views; all if none is named")
  private List<String> names = List.of();

  /** On this process's settings. */
  public RebuildViews() {
    this(Settings::ofThisProcess);
  }

  /** On given settings. */
  public RebuildViews(Supplier<Environment> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException, SQLException {
    List<View> views =
        names.isEmpty() ? Views.ALL : names.stream().distinct().map(RebuildViews::named).toList();
    Environment settings = environment.get();
    try (Database database =
        Database.open(
                Settings.read(settings, DatabaseSettings.class),
                Settings.read(settings, PlatformSettings.class).dataDir())
            .closedWithTheProcess()) {
      Progress done = rebuild(database.dataSource(), views);
      spec.commandLine()
          .getOut()
          .println(
              String.format(
                  Locale.ROOT,
                  "Rebuilt %s from %,d events in %.1f s (%,.0f events/s), up to position %,d.",
                  views.stream().map(View::name).collect(Collectors.joining(", ")),
                  done.events(),
                  done.elapsed().toNanos() / 1e9,
                  done.eventsPerSecond(),
                  done.position()));
      return 0;
    } catch (RebuildRunning e) {
      throw new StartRefused(e.getMessage() + " Wait until it is done.", e);
    }
  }

  private Progress rebuild(DataSource dataSource, List<View> views)
      throws SQLException, InterruptedException {
    try (ProgressLine line = ProgressLine.on(spec.commandLine().getErr())) {
      return ViewRebuilds.on(dataSource).run(views, progress -> show(line, progress));
    }
  }

  private static void show(ProgressLine line, Progress progress) {
    line.show(
        progress.head() == 0 ? 1 : (double) progress.position() / progress.head(),
        String.format(
            Locale.ROOT,
            "%,d events, %,.0f events/s",
            progress.events(),
            progress.eventsPerSecond()));
  }

  private static View named(String name) {
    return Views.named(name)
        .orElseThrow(
            () ->
                new StartRefused(
                    "There is no view \""
                        + name
                        + "\": there are "
                        + Views.ALL.stream().map(View::name).collect(Collectors.joining(", "))
                        + "."));
  }
}
