package io.griot.core.engine;

import io.griot.core.Answer;
import io.griot.core.LedgerUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Axon's command bus with one writer behind a bounded queue: many commands to one commit, each
 * answered when it is durable.
 */
final class BatchingCommandBus implements CommandBus {

  private final Intake intake;
  private final Writer writer;
  private final CommandHandlers handlers;
  private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();

  BatchingCommandBus(Intake intake, Writer writer, CommandHandlers handlers) {
    this.intake = intake;
    this.writer = writer;
    this.handlers = handlers;
  }

  @Override
  public <C> void dispatch(CommandMessage<C> command) {
    dispatch(command, (CommandCallback<C, Object>) (_, _) -> {});
  }

  /**
   * Sends a command through the queue; one that a running command's handler sends is carried out as
   * part of that command, since waiting for the writer would wait for itself.
   */
  @Override
  public <C, R> void dispatch(
      CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
    CommandMessage<C> intercepted = intercepted(command);
    if (!handlers.know(intercepted)) {
      callback.onResult(
          intercepted,
          GenericCommandResultMessage.asCommandResultMessage(
              new NoHandlerForCommandException(intercepted)));
      return;
    }
    Optional<Batch> running = Batch.running();
    if (running.isPresent()) {
      callback.onResult(intercepted, nested(running.get(), intercepted));
      return;
    }
    Submission submission = Submission.of(new Order(intercepted, null));
    CompletableFuture<?> _ =
        submission
            .reply()
            .whenComplete(
                (answers, fault) -> callback.onResult(intercepted, result(answers, fault)));
    submit(List.of(submission));
  }

  @Override
  public Registration subscribe(
      String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    return handlers.subscribe(commandName, handler);
  }

  @Override
  public Registration registerHandlerInterceptor(
      MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
    return handlers.intercept(handlerInterceptor);
  }

  @Override
  public Registration registerDispatchInterceptor(
      MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
    interceptors.add(dispatchInterceptor);
    return () -> interceptors.remove(dispatchInterceptor);
  }

  /** The submissions' replies are completed, if there is no room or no writer at once. */
  void submit(List<Submission> submissions) {
    @Nullable String refusal = null;
    if (writer.term() == null) {
      refusal = "This node does not write now";
    } else if (!intake.offer(submissions)) {
      refusal = "Too many commands wait";
    }
    if (refusal != null) {
      LedgerUnavailable unavailable = new LedgerUnavailable(refusal);
      submissions.forEach(each -> each.reply().completeExceptionally(unavailable));
    }
  }

  /** A command as it is sent, with what dispatch interceptors made of it. */
  <C> CommandMessage<C> intercepted(CommandMessage<C> command) {
    CommandMessage<C> intercepted = command;
    for (MessageDispatchInterceptor<? super CommandMessage<?>> interceptor : interceptors) {
      @SuppressWarnings("unchecked") // An interceptor answers with the kind of message it got.
      CommandMessage<C> next = (CommandMessage<C>) interceptor.handle(intercepted);
      intercepted = next;
    }
    return intercepted;
  }

  @SuppressWarnings("NullAway") // Axon's message of a handler that returns nothing.
  private static <R> CommandResultMessage<R> nested(Batch batch, CommandMessage<?> command) {
    try {
      return GenericCommandResultMessage.asCommandResultMessage(batch.runNested(command));
    } catch (Exception e) {
      return GenericCommandResultMessage.asCommandResultMessage(e);
    }
  }

  private static <R> CommandResultMessage<R> result(
      @Nullable List<Answer> answers, @Nullable Throwable fault) {
    if (answers == null) {
      return GenericCommandResultMessage.asCommandResultMessage(
          fault == null ? new IllegalStateException("Neither answered nor failed") : fault);
    }
    return switch (answers.getFirst()) {
      case Answer.Accepted(Batch.Returned(var value), _, _) ->
          GenericCommandResultMessage.asCommandResultMessage(value);
      case Answer.Accepted accepted ->
          GenericCommandResultMessage.asCommandResultMessage(accepted.receipt());
      case Answer.Refused refused ->
          GenericCommandResultMessage.asCommandResultMessage(refused.rejection());
    };
  }

  /** What waits for the submissions' replies. */
  static CompletableFuture<?> all(List<Submission> submissions) {
    return CompletableFuture.allOf(
        submissions.stream().map(Submission::reply).toArray(CompletableFuture[]::new));
  }
}
