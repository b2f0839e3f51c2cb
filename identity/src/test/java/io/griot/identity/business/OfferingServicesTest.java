package io.griot.identity.business;

import static io.griot.identity.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import io.griot.identity.person.Person;
import io.griot.identity.rejection.RejectionCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfferingServicesTest {
  private static final IdentityNode NODE = IdentityNode.start();
  private static int phones = 916_000_000;
  private final Person almaz = NODE.register("0" + phones++);
  private final Business shop =
      NODE.businesses()
          .create(almaz.id(), new BusinessDetails("Shop", null, "a@b.et", null, null))
          .business();

  private static Category category(String name) {
    return NODE.offerings().addCategory(name + " " + UUID.randomUUID());
  }

  private Offering add(String name, boolean active, Category... categories) {
    return NODE.offerings()
        .add(
            shop,
            new OfferingDetails(
                name,
                OfferingType.BASIC,
                active,
                null,
                Arrays.stream(categories).map(Category::id).toList()));
  }

  private List<Offering> found(OfferingFilter filter, Person reader) {
    return NODE.offerings().newestFirst(filter, reader.id(), 50, null);
  }

  @Test
  void a_service_keeps_what_was_said_of_it() {
    Category food = category("Food");
    Category drink = category("Drink");
    Offering lunch = add("Lunch", true, food, drink, food);
    assertThat(lunch.categories()).containsExactlyInAnyOrder(food.id(), drink.id());
    assertThat(lunch.businessLegacyNo()).isEqualTo(shop.legacyNo());
    assertThat(NODE.offerings().find(lunch.id())).contains(lunch);
  }

  @Test
  void an_unknown_category_is_named_and_nothing_is_kept() {
    Category food = category("Food");
    assertThat(
            rejectionOf(() -> add("Lunch", true, food, new Category(UUID.randomUUID(), "")))
                .context())
        .containsOnlyKeys("categories[1]");
    assertThat(NODE.count("service WHERE business_id = '" + shop.id() + "'")).isZero();
  }

  @Test
  void a_category_has_a_name_of_its_own() {
    Category food = category("Food");
    assertThat(
            rejectionOf(
                    () -> NODE.offerings().addCategory(" " + food.name().toUpperCase(Locale.ROOT)))
                .code())
        .isEqualTo(RejectionCode.CATEGORY_TAKEN);
    assertThat(rejectionOf(() -> NODE.offerings().addCategory(" ")).code())
        .isEqualTo(RejectionCode.NAME_INVALID);
  }

  @Test
  void filters_narrow_the_list() {
    Category food = category("Food");
    Category drink = category("Drink");
    Offering lunch = add("Lunch 100%", true, food);
    Offering tea = add("Tea", true, drink);
    Offering both = add("Lunch and tea", true, food, drink);
    UUID id = shop.id();
    assertThat(found(new OfferingFilter(id, null, null, null), almaz))
        .containsExactly(both, tea, lunch);
    assertThat(found(new OfferingFilter(null, List.of(food.id()), null, null), almaz))
        .containsExactly(both, lunch);
    assertThat(found(new OfferingFilter(id, List.of(food.id(), drink.id()), null, "TEA"), almaz))
        .containsExactly(both, tea);
    assertThat(found(new OfferingFilter(id, null, null, "100%"), almaz)).containsExactly(lunch);
    assertThat(found(new OfferingFilter(id, null, null, "_"), almaz)).isEmpty();
    assertThat(found(new OfferingFilter(id, null, false, null), almaz)).isEmpty();
    assertThat(found(new OfferingFilter(UUID.randomUUID(), null, null, null), almaz)).isEmpty();
    assertThat(
            NODE.offerings()
                .newestFirst(new OfferingFilter(id, null, null, null), almaz.id(), 50, both.id()))
        .containsExactly(tea, lunch);
  }

  @Test
  void what_is_not_active_is_seen_by_its_owner_alone() {
    Offering hidden = add("Hidden", false);
    Person bekele = NODE.register("0" + phones++);
    OfferingFilter ofShop = new OfferingFilter(shop.id(), null, null, null);
    assertThat(found(ofShop, almaz)).containsExactly(hidden);
    assertThat(found(ofShop, bekele)).isEmpty();
    assertThat(NODE.offerings().newestFirst(ofShop, null, 50, null)).containsExactly(hidden);
  }
}
