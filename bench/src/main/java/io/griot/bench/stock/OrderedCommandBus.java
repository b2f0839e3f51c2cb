package io.griot.bench.stock;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Axon's command bus, which can also run several commands in order in one transaction. */
final class OrderedCommandBus extends SimpleCommandBus {

  private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers =
      new ConcurrentHashMap<>();
  private final TransactionManager transactions;
  private final List<CorrelationDataProvider> correlation;

  OrderedCommandBus(TransactionManager transactions, List<CorrelationDataProvider> correlation) {
    super(SimpleCommandBus.builder().transactionManager(transactions));
    this.transactions = transactions;
    this.correlation = List.copyOf(correlation);
  }

  /** What runs each command of one transaction. */
  interface Run {

    /** Called once, inside the transaction, before the first command. */
    void begin();

    /** Called for each command in order; what it throws rolls everything back. */
    void each(CommandMessage<?> command, UnitOfWork<?> unitOfWork) throws Exception;

    /** Called once, inside the transaction, when all events are appended. */
    void end(UnitOfWork<?> unitOfWork);
  }

  @Override
  public Registration subscribe(
      String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    handlers.put(commandName, handler);
    return super.subscribe(commandName, handler);
  }

  /** Calls a command's handler in the unit of work that is running. */
  Object handle(CommandMessage<?> command) throws Exception {
    MessageHandler<? super CommandMessage<?>> handler = handlers.get(command.getCommandName());
    if (handler == null) {
      throw new NoHandlerForCommandException(command);
    }
    return handler.handle(command);
  }

  /** Runs the commands in one transaction and throws what made it fail. */
  void inOneTransaction(List<CommandMessage<?>> commands, Run run) {
    BatchingUnitOfWork<CommandMessage<?>> unitOfWork = new BatchingUnitOfWork<>(commands);
    unitOfWork.start();
    unitOfWork.attachTransaction(transactions);
    correlation.forEach(unitOfWork::registerCorrelationDataProvider);
    Consumer<UnitOfWork<CommandMessage<?>>> end = run::end;
    var result =
        unitOfWork.executeWithResult(
            () -> {
              if (unitOfWork.isFirstMessage()) {
                run.begin();
              }
              run.each(unitOfWork.getMessage(), unitOfWork);
              if (unitOfWork.isLastMessage()) {
                // Registered last, so that it runs after the events were appended.
                unitOfWork.onPrepareCommit(end);
              }
              return null;
            },
            RollbackConfigurationType.ANY_THROWABLE);
    if (result.isExceptional()) {
      Throwable cause = result.exceptionResult();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("A command handler failed", cause);
    }
  }
}
