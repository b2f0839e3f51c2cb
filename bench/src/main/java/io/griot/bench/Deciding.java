package io.griot.bench;

import io.griot.core.account.ExternalReferences;
import io.griot.core.account.OpenWalletHandler;
import io.griot.core.id.WalletId;
import io.griot.core.transfer.EntryReceipt;
import io.griot.core.transfer.TransferCommand.Transfer;
import io.griot.core.transfer.TransferHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rule of a transfer on accounts in memory, with its events applied. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Deciding {

  private static final int WALLETS = 10_000;
  private static final int TRANSFERS = 4_096;
  private static final MethodHandle HANDLE = handle();

  private final List<Transfer> transfers = new ArrayList<>();
  private final List<CommandMessage<?>> messages = new ArrayList<>();
  private final AccountsInMemory accounts = new AccountsInMemory(_ -> {});
  private final TransferHandler handler = new TransferHandler(accounts, Clock.systemUTC());
  private final AnnotationCommandHandlerAdapter<TransferHandler> adapter =
      new AnnotationCommandHandlerAdapter<>(handler);
  private int next;

  /** Opens wallets and makes ready what is asked of them. */
  @Setup
  public void prepare() throws Exception {
    var opening =
        new AnnotationCommandHandlerAdapter<>(new OpenWalletHandler(accounts, new NoReferences()));
    List<WalletId> wallets = new ArrayList<>();
    for (int number = 0; number < WALLETS; number++) {
      WalletId walletId = new WalletId(Requests.id());
      wallets.add(walletId);
      opening.handle(GenericCommandMessage.asCommandMessage(Requests.open(walletId).command()));
    }
    Random random = new Random(1);
    for (int number = 0; number < TRANSFERS; number++) {
      Pair pair = Pair.even(WALLETS, random);
      Transfer transfer =
          (Transfer)
              Requests.transfer(wallets.get(pair.payer()), wallets.get(pair.payee())).command();
      transfers.add(transfer);
      messages.add(GenericCommandMessage.asCommandMessage(transfer));
    }
  }

  /** The handler called as plain Java. */
  @Benchmark
  public Object decide() throws Throwable {
    return (EntryReceipt) HANDLE.invokeExact(handler, transfers.get(next++ & (TRANSFERS - 1)));
  }

  /** The handler called as Axon finds and calls it. */
  @Benchmark
  public Object dispatchAndDecide() throws Exception {
    return adapter.handle(messages.get(next++ & (TRANSFERS - 1)));
  }

  private static MethodHandle handle() {
    try {
      return MethodHandles.privateLookupIn(TransferHandler.class, MethodHandles.lookup())
          .findVirtual(
              TransferHandler.class,
              "handle",
              MethodType.methodType(EntryReceipt.class, Transfer.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class NoReferences implements ExternalReferences {
    @Override
    public Optional<WalletId> find(String externalReference) {
      return Optional.empty();
    }

    @Override
    public void claim(String externalReference, WalletId walletId) {}
  }
}
