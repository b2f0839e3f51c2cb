package io.griot.identity.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.identity.IdentityNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingPeopleTest {
  @Test
  void pages_from_the_newest_to_the_oldest_without_gap_or_repeat() {
    IdentityNode node = IdentityNode.start();
    List<Person> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.addFirst(node.register("091100010" + i));
    }
    List<Person> first = node.people().newestFirst(2, null);
    List<Person> second = node.people().newestFirst(2, first.getLast().id());
    List<Person> third = node.people().newestFirst(2, second.getLast().id());
    List<Person> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    assertThat(all).isEqualTo(expected);
    assertThat(node.people().newestFirst(2, third.getLast().id())).isEmpty();
  }
}
