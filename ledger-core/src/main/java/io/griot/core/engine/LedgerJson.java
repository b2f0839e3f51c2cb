package io.griot.core.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.griot.core.Receipt;
import io.griot.core.account.SystemAccountAggregate;
import io.griot.core.account.Wallet;
import io.griot.core.account.WalletAggregate;
import io.griot.core.account.WalletReceipt;
import io.griot.core.approval.ApprovalReceipt;
import io.griot.core.approval.Measure;
import io.griot.core.bill.BillPaymentReceipt;
import io.griot.core.dispute.Dispute;
import io.griot.core.dispute.DisputeAggregate;
import io.griot.core.dispute.DisputeReceipt;
import io.griot.core.grant.Grant;
import io.griot.core.grant.GrantAggregate;
import io.griot.core.grant.GrantReceipt;
import io.griot.core.hold.Hold;
import io.griot.core.hold.HoldAggregate;
import io.griot.core.hold.HoldReceipt;
import io.griot.core.id.AccountId;
import io.griot.core.id.ApprovalId;
import io.griot.core.id.AttemptId;
import io.griot.core.id.BillId;
import io.griot.core.id.BillPaymentId;
import io.griot.core.id.CalendarId;
import io.griot.core.id.DisputeId;
import io.griot.core.id.EntryId;
import io.griot.core.id.GrantId;
import io.griot.core.id.HoldId;
import io.griot.core.id.Owner;
import io.griot.core.id.SystemAccountId;
import io.griot.core.id.WalletId;
import io.griot.core.journal.EntryKind;
import io.griot.core.money.Money;
import io.griot.core.snapshot.CalendarAggregate;
import io.griot.core.snapshot.CalendarReceipt;
import io.griot.core.transfer.Authority;
import io.griot.core.transfer.BulkReceipt;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.utility.Payee;
import java.io.IOException;
import java.util.function.Function;

/** The JSON of events, snapshots and kept answers. Identifiers are stored as they render. */
final class LedgerJson {

  private LedgerJson() {}

  static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule("ledger");
    text(module, WalletId.class, WalletId::toString, WalletId::parse);
    text(module, SystemAccountId.class, SystemAccountId::toString, SystemAccountId::parse);
    text(module, AccountId.class, AccountId::toString, AccountId::parse);
    text(module, EntryId.class, EntryId::toString, EntryId::parse);
    text(module, HoldId.class, HoldId::toString, HoldId::parse);
    text(module, GrantId.class, GrantId::toString, GrantId::parse);
    text(module, CalendarId.class, CalendarId::toString, CalendarId::parse);
    text(module, DisputeId.class, DisputeId::toString, DisputeId::parse);
    text(module, ApprovalId.class, ApprovalId::toString, ApprovalId::parse);
    text(module, BillPaymentId.class, BillPaymentId::toString, BillPaymentId::parse);
    text(module, BillId.class, BillId::toString, BillId::parse);
    text(module, AttemptId.class, AttemptId::toString, AttemptId::parse);
    text(module, Payee.class, Payee::toString, Payee::parse);
    text(module, Owner.class, Owner::toString, Owner::parse);
    text(module, EntryKind.class, EntryKind::text, LedgerJson::entryKind);
    module.addKeyDeserializer(
        AccountId.class,
        new KeyDeserializer() {
          @Override
          public AccountId deserializeKey(String key, DeserializationContext context) {
            return AccountId.parse(key);
          }
        });
    // Entries name balances by account, so names never stop growing: a table of them would be
    // copied
    // with every event that is read.
    JsonFactory factory =
        JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();
    return new ObjectMapper(factory)
        .registerModule(module)
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
        .addMixIn(Money.class, MoneyJson.class)
        .addMixIn(Receipt.class, ReceiptJson.class)
        .addMixIn(Wallet.class, WalletJson.class)
        .addMixIn(Hold.class, HoldJson.class)
        .addMixIn(HoldAggregate.class, FieldsJson.class)
        .addMixIn(Grant.class, GrantJson.class)
        .addMixIn(GrantAggregate.class, FieldsJson.class)
        .addMixIn(CalendarAggregate.class, FieldsJson.class)
        .addMixIn(Dispute.class, DisputeJson.class)
        .addMixIn(DisputeAggregate.class, FieldsJson.class)
        .addMixIn(Measure.class, MeasureJson.class)
        .addMixIn(Authority.class, AuthorityJson.class)
        .addMixIn(WalletAggregate.class, FieldsJson.class)
        .addMixIn(SystemAccountAggregate.class, FieldsJson.class);
  }

  private static EntryKind entryKind(String text) {
    return EntryKind.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not a kind of entry: " + text));
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, new TextSerializer<>(type, write));
    module.addDeserializer(type, new TextDeserializer<>(type, read));
  }

  private static final class TextSerializer<T> extends StdSerializer<T> {
    private final transient Function<T, String> write;

    TextSerializer(Class<T> type, Function<T, String> write) {
      super(type);
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(write.apply(value));
    }
  }

  private static final class TextDeserializer<T> extends StdDeserializer<T> {
    private final transient Function<String, T> read;

    TextDeserializer(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return read.apply(json.getText());
    }
  }

  interface MoneyJson {
    @JsonIgnore
    boolean isPositive();

    @JsonIgnore
    boolean isNegative();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "receipt")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = EntryReceipt.class, name = "entry"),
    @JsonSubTypes.Type(value = WalletReceipt.class, name = "wallet"),
    @JsonSubTypes.Type(value = BulkReceipt.class, name = "bulk"),
    @JsonSubTypes.Type(value = HoldReceipt.class, name = "hold"),
    @JsonSubTypes.Type(value = GrantReceipt.class, name = "grant"),
    @JsonSubTypes.Type(value = CalendarReceipt.class, name = "calendar"),
    @JsonSubTypes.Type(value = DisputeReceipt.class, name = "dispute"),
    @JsonSubTypes.Type(value = ApprovalReceipt.class, name = "approval"),
    @JsonSubTypes.Type(value = BillPaymentReceipt.class, name = "bill_payment")
  })
  private interface ReceiptJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Wallet.Unopened.class, name = "unopened"),
    @JsonSubTypes.Type(value = Wallet.Open.class, name = "open")
  })
  private interface WalletJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Hold.Unplaced.class, name = "unplaced"),
    @JsonSubTypes.Type(value = Hold.Placed.class, name = "placed"),
    @JsonSubTypes.Type(value = Hold.Ended.class, name = "ended")
  })
  private interface HoldJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Grant.Unrequested.class, name = "unrequested"),
    @JsonSubTypes.Type(value = Grant.Pending.class, name = "pending"),
    @JsonSubTypes.Type(value = Grant.Approved.class, name = "approved"),
    @JsonSubTypes.Type(value = Grant.Suspended.class, name = "suspended"),
    @JsonSubTypes.Type(value = Grant.Rejected.class, name = "rejected")
  })
  private interface GrantJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dispute.Unopened.class, name = "unopened"),
    @JsonSubTypes.Type(value = Dispute.NeedsResponse.class, name = "needs_response"),
    @JsonSubTypes.Type(value = Dispute.InReview.class, name = "in_review"),
    @JsonSubTypes.Type(value = Dispute.Reviewed.class, name = "reviewed"),
    @JsonSubTypes.Type(value = Dispute.Resolved.class, name = "resolved")
  })
  private interface DisputeJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Measure.Refund.class, name = "refund"),
    @JsonSubTypes.Type(value = Measure.DisputeRefund.class, name = "dispute_refund"),
    @JsonSubTypes.Type(value = Measure.Reversal.class, name = "reversal"),
    @JsonSubTypes.Type(value = Measure.Restriction.class, name = "restriction"),
    @JsonSubTypes.Type(value = Measure.Unrestriction.class, name = "unrestriction")
  })
  private interface MeasureJson {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Authority.Owners.class, name = "owners"),
    @JsonSubTypes.Type(value = Authority.Staff.class, name = "staff")
  })
  private interface AuthorityJson {}

  @JsonAutoDetect(
      fieldVisibility = Visibility.ANY,
      getterVisibility = Visibility.NONE,
      isGetterVisibility = Visibility.NONE)
  private interface FieldsJson {}
}
