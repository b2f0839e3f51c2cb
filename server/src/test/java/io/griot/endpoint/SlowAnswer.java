package io.griot.endpoint;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An endpoint of the tests' own, to have a request in flight when the process is stopped. */
@RestController
public class SlowAnswer {

  @GetMapping("/slow-answer")
  public String answer() throws InterruptedException {
    Thread.sleep(3000);
    return "finished";
  }
}
