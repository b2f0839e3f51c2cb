package io.griot.connector.bill;

import io.griot.core.LedgerUnavailable;
import io.griot.core.utility.OfferedUtility;
import io.griot.core.utility.ProviderUnavailable;
import io.griot.core.utility.Utilities;
import io.griot.core.utility.Utility;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which utilities can be paid, after what the processes say that call their providers. */
public final class SharedUtilities implements Utilities {

  /** Payments come in thousands a second; what is known may be this old. */
  private static final Duration FRESH = Duration.ofMillis(250);

  private final DataSource dataSource;
  private final List<OfferedUtility> offered;
  private @Nullable Seen seen;

  public SharedUtilities(DataSource dataSource, List<OfferedUtility> offered) {
    this.dataSource = dataSource;
    this.offered = List.copyOf(offered);
  }

  private record Seen(long atNanos, Map<Utility, Boolean> passing) {}

  @Override
  public List<OfferedUtility> offered() {
    return offered;
  }

  @Override
  public OfferedUtility requireAvailable(Utility utility) {
    OfferedUtility terms =
        offered.stream()
            .filter(each -> each.utility() == utility)
            .findFirst()
            .orElseThrow(() -> new ProviderUnavailable(utility, utility + " cannot be paid here."));
    Boolean passing = passing().get(utility);
    if (passing == null) {
      throw new ProviderUnavailable(utility, "Nobody passes payments to " + utility + " on now.");
    }
    if (!passing) {
      throw new ProviderUnavailable(utility, utility + " has not answered for a while.");
    }
    return terms;
  }

  private synchronized Map<Utility, Boolean> passing() {
    Seen last = seen;
    if (last == null || System.nanoTime() - last.atNanos() > FRESH.toNanos()) {
      last = new Seen(System.nanoTime(), look());
      seen = last;
    }
    return last.passing();
  }

  /** One process that gets through is enough. */
  private Map<Utility, Boolean> look() {
    Map<Utility, Boolean> passing = new EnumMap<>(Utility.class);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT utility, bool_or(state <> 'open' OR open_until <= clock_timestamp())
                  FROM tasks.provider_state
                 WHERE seen_at > clock_timestamp() - make_interval(secs => ?)
                 GROUP BY utility\
                """)) {
      statement.setDouble(1, (double) PublishedBreakers.LIVE.toSeconds());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          boolean passes = row.getBoolean(2);
          Utility.parse(row.getString(1)).ifPresent(utility -> passing.put(utility, passes));
        }
      }
    } catch (SQLException e) {
      throw new LedgerUnavailable("The ledger's database does not answer", e);
    }
    return passing;
  }
}
