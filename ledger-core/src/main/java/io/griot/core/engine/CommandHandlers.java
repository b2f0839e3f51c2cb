package io.griot.core.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The handlers of commands, by name, with what stands in front of them. */
final class CommandHandlers {

  private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers =
      new ConcurrentHashMap<>();
  private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
      new CopyOnWriteArrayList<>();

  Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
    handlers.put(commandName, handler);
    return () -> handlers.remove(commandName, handler);
  }

  Registration intercept(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
    interceptors.add(interceptor);
    return () -> interceptors.remove(interceptor);
  }

  boolean know(CommandMessage<?> command) {
    return handlers.containsKey(command.getCommandName());
  }

  /** Calls the command's handler in the unit of work. */
  @Nullable Object handle(CommandMessage<?> command, UnitOfWork<?> unitOfWork) throws Exception {
    MessageHandler<? super CommandMessage<?>> handler = handlers.get(command.getCommandName());
    if (handler == null) {
      throw new NoHandlerForCommandException(command);
    }
    if (interceptors.isEmpty()) {
      return handler.handle(command);
    }
    @SuppressWarnings("unchecked") // The unit of work's message is this command.
    UnitOfWork<CommandMessage<?>> ofCommand = (UnitOfWork<CommandMessage<?>>) unitOfWork;
    return new DefaultInterceptorChain<CommandMessage<?>>(ofCommand, interceptors, handler)
        .proceed();
  }
}
