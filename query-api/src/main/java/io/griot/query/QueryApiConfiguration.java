package io.griot.query;

import io.griot.identity.wallet.OwnedWallets;
import io.griot.projection.view.ViewPositions;
import io.griot.query.account.LookupLimit;
import io.griot.query.account.WalletReads;
import io.griot.query.approval.ApprovalReads;
import io.griot.query.audit.TrialBalanceReads;
import io.griot.query.bill.BillPaymentReads;
import io.griot.query.bill.UtilityReads;
import io.griot.query.business.BusinessReads;
import io.griot.query.business.BusinessRecords;
import io.griot.query.business.ServiceReads;
import io.griot.query.dispute.DisputeReads;
import io.griot.query.gateway.BillReads;
import io.griot.query.gateway.IntegratorReads;
import io.griot.query.gateway.SavedReferenceReads;
import io.griot.query.grant.GrantReads;
import io.griot.query.hold.HoldReads;
import io.griot.query.journal.StatementReads;
import io.griot.query.journal.TransactionReads;
import io.griot.query.journal.TransactionRecords;
import io.griot.query.notification.NotificationReads;
import io.griot.query.person.PersonReads;
import io.griot.query.position.Freshness;
import io.griot.query.reader.Readers;
import io.griot.query.snapshot.SnapshotReads;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The read endpoints; they need the finders, identity and the wire. */
@Configuration(proxyBeanMethods = false)
@Import({
  WalletReads.class,
  BillReads.class,
  BillPaymentReads.class,
  UtilityReads.class,
  BusinessReads.class,
  BusinessRecords.class,
  DisputeReads.class,
  GrantReads.class,
  IntegratorReads.class,
  SavedReferenceReads.class,
  HoldReads.class,
  NotificationReads.class,
  PersonReads.class,
  ServiceReads.class,
  StatementReads.class,
  SnapshotReads.class,
  ApprovalReads.class,
  TransactionReads.class,
  TransactionRecords.class,
  TrialBalanceReads.class
})
public class QueryApiConfiguration {

  @Bean
  Freshness freshness(ViewPositions positions) {
    return new Freshness(positions);
  }

  @Bean
  Readers readers(OwnedWallets wallets) {
    return new Readers(wallets);
  }

  @Bean
  LookupLimit lookupLimit(ObjectProvider<QuerySettings> settings, Clock clock) {
    return new LookupLimit(
        settings.getIfAvailable(QuerySettings::defaults).publicLookupsPerMinute(), clock);
  }
}
