package io.griot.identity.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.business.Business;
import io.griot.identity.business.BusinessDetails;
import io.griot.identity.person.Person;
import io.griot.identity.person.Registration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamingOwnersTest {
  private static final IdentityNode NODE = IdentityNode.start();

  @Test
  void everybody_has_a_name() {
    Person almaz = NODE.register("0911000001");
    Person nameless =
        NODE.people()
            .register(new Registration(null, null, "0911000002", IdentityNode.PASSWORD))
            .person();
    Business shop =
        NODE.businesses()
            .create(almaz.id(), new BusinessDetails("Shop", null, "a@b.et", null, null))
            .business();
    UUID bank = NODE.enterprises().create("Bank", true).key().enterpriseId();
    assertThat(
            NODE.ownerNames()
                .of(List.of(almaz.id(), nameless.id(), shop.id(), bank, UUID.randomUUID())))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                almaz.id(),
                "Almaz Tesfaye",
                nameless.id(),
                "+251911000002",
                shop.id(),
                "Shop",
                bank,
                "Bank"));
    assertThat(NODE.ownerNames().of(List.of())).isEmpty();
  }
}
