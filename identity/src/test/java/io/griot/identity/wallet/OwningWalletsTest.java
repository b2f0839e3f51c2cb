package io.griot.identity.wallet;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.business.Business;
import io.griot.identity.business.BusinessDetails;
import io.griot.identity.person.Person;
import io.griot.identity.rejection.RejectionCode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwningWalletsTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void a_second_currency_is_a_second_wallet_and_the_same_again_is_the_same() {
    Owner owner = NODE.register("0911000001").owner();
    OwnedWallet first = NODE.wallets().find(owner, null).orElseThrow();
    OwnedWallet second = NODE.wallets().add(owner, "XOF");
    assertThat(second.ordinal()).isEqualTo(2);
    assertThat(NODE.wallets().add(owner, "XOF")).isEqualTo(second);
    assertThat(NODE.wallets().add(owner, "ETB")).isEqualTo(first);
    assertThat(NODE.wallets().of(owner)).containsExactly(first, second);
    assertThat(NODE.wallets().find(owner, null)).contains(first);
    assertThat(NODE.wallets().find(owner, "XOF")).contains(second);
    assertThat(NODE.wallets().find(owner, "CDF")).isEmpty();
    assertThat(NODE.wallets().find(second.walletId())).contains(second);
    assertThat(NODE.wallets().find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void rejects_an_unknown_owner_of_every_kind_and_an_unknown_currency() {
    for (OwnerKind kind : OwnerKind.values()) {
      assertThat(
              rejectionOf(() -> NODE.wallets().add(new Owner(kind, UUID.randomUUID()), "ETB"))
                  .code())
          .isEqualTo(RejectionCode.OWNER_NOT_FOUND);
    }
    Owner owner = NODE.register("0911000002").owner();
    assertThat(rejectionOf(() -> NODE.wallets().add(owner, "etb")).code())
        .isEqualTo(RejectionCode.CURRENCY_INVALID);
  }

  @Test
  void wallets_added_at_once_take_an_ordinal_each() throws InterruptedException {
    Owner owner = NODE.register("0911000003").owner();
    List<String> currencies = List.of("XOF", "CDF", "USD", "EUR");
    var turn = new AtomicInteger();
    List<Object> added =
        IdentityNode.together(
            16, () -> NODE.wallets().add(owner, currencies.get(turn.getAndIncrement() % 4)));
    assertThat(added).hasOnlyElementsOfType(OwnedWallet.class);
    assertThat(NODE.wallets().of(owner))
        .extracting(OwnedWallet::ordinal)
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void a_person_acts_for_themselves_and_for_their_businesses_only() {
    Person person = NODE.register("0911000004");
    Person other = NODE.register("0911000005");
    Business business =
        NODE.businesses()
            .create(person.id(), new BusinessDetails("Shop", null, "a@b.et", null, null))
            .business();
    assertThat(NODE.wallets().ownersFor(person.id()))
        .containsExactly(person.owner(), business.owner());
    assertThat(NODE.wallets().ownersFor(other.id())).containsExactly(other.owner());
    assertThat(NODE.wallets().ownersFor(UUID.randomUUID())).isEmpty();
  }

  @Test
  void an_enterprise_gets_a_wallet_per_currency_at_first_use() {
    UUID enterprise = NODE.enterprises().create("Bank", true).key().enterpriseId();
    Owner owner = Owner.enterprise(enterprise);
    assertThat(NODE.wallets().of(owner)).isEmpty();
    assertThat(NODE.wallets().add(owner, "XOF").ordinal()).isEqualTo(1);
    assertThat(NODE.wallets().add(owner, "ETB").ordinal()).isEqualTo(2);
  }
}
