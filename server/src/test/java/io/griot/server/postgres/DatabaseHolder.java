package io.griot.server.postgres;

import io.griot.server.settings.DataDirectory;

/** Opens the embedded database in a process of its own and holds it until it is stopped. */
final class DatabaseHolder {

  private DatabaseHolder() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.open(DataDirectory.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    System.out.println("owner=" + database.isOwner() + " port=" + database.port() + " open");
    Thread.currentThread().join();
  }
}
