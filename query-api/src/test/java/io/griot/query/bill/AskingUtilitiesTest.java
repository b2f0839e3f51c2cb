package io.griot.query.bill;

import static org.assertj.core.api.Assertions.assertThat;

import io.griot.core.utility.Utility;
import io.griot.query.bill.UnpaidElement.WithoutAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AskingUtilitiesTest {

  @Test
  void does_not_wait_for_a_utility_beyond_the_limit_and_interrupts_the_asking()
      throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    UnpaidBills bills =
        new UnpaidBills(
            (utility, _, _) -> {
              if (utility == Utility.SDE) {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              }
              return List.of();
            },
            Duration.ofSeconds(1));

    assertThat(bills.of(List.of(Utility.SENELEC, Utility.SDE, Utility.REGIDESO), "7", null))
        .containsExactly(WithoutAnswer.of(Utility.SDE, "SDE did not answer within 1 s."));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
