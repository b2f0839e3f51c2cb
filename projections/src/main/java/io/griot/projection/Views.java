package io.griot.projection;

import io.griot.core.LedgerEvent;
import io.griot.core.account.AccountEvent.SystemAccountCredited;
import io.griot.core.account.AccountEvent.SystemAccountDebited;
import io.griot.core.account.AccountEvent.WalletCredited;
import io.griot.core.account.AccountEvent.WalletDebited;
import io.griot.projection.account.AccountProjection;
import io.griot.projection.approval.ApprovalProjection;
import io.griot.projection.bill.BillPaymentProjection;
import io.griot.projection.dispute.DisputeProjection;
import io.griot.projection.grant.GrantProjection;
import io.griot.projection.hold.HoldProjection;
import io.griot.projection.journal.EntryProjection;
import io.griot.projection.journal.PostingProjection;
import io.griot.projection.notification.NotificationProjection;
import io.griot.projection.view.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All views of the ledger. */
public final class Views {

  public static final View ACCOUNTS = AccountProjection.VIEW;
  public static final View APPROVALS = ApprovalProjection.VIEW;
  public static final View BILL_PAYMENTS = BillPaymentProjection.VIEW;
  public static final View POSTINGS = PostingProjection.VIEW;
  public static final View ENTRIES = EntryProjection.VIEW;
  public static final View DISPUTES = DisputeProjection.VIEW;
  public static final View GRANTS = GrantProjection.VIEW;
  public static final View HOLDS = HoldProjection.VIEW;
  public static final View NOTIFICATIONS = NotificationProjection.VIEW;

  /** In the order in which a rebuild takes their locks. */
  public static final List<View> ALL =
      List.of(
          ACCOUNTS,
          APPROVALS,
          BILL_PAYMENTS,
          DISPUTES,
          ENTRIES,
          GRANTS,
          HOLDS,
          NOTIFICATIONS,
          POSTINGS);

  /**
   * Events of which no view reads more than that they are there: the entry's postings say the same
   * of every account, guarded or not.
   */
  static final Set<Class<? extends LedgerEvent>> PASSED_OVER =
      Set.of(
          WalletDebited.class,
          WalletCredited.class,
          SystemAccountDebited.class,
          SystemAccountCredited.class);

  private Views() {}

  /** The view of that name. */
  public static Optional<View> named(String name) {
    return ALL.stream().filter(view -> view.name().equals(name)).findFirst();
  }
}
