package io.griot.server;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the ledger until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Starts the ledger with the roles in GRIOT_ROLES on GRIOT_PORT.")
final class Serve implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var stopped = new CountDownLatch(1);
    var application = new SpringApplication(GriotApplication.class);
    application.addListeners(
        (ApplicationListener<ContextClosedEvent>) closing -> StopDeadline.start());
    // Runs after the last bean, the embedded database, is gone.
    SpringApplication.getShutdownHandlers().add(stopped::countDown);
    ConfigurableApplicationContext context = application.run();
    StartReport.of(context).print(spec.commandLine().getOut());
    stopped.await();
    return 0;
  }
}
