package io.griot.core.engine;

import java.time.Duration;

/** Port: is told how the writer works. Called by the writer: must not block. */
public interface WriterMonitor {

  /** Nobody is told. */
  WriterMonitor NONE =
      new WriterMonitor() {
        @Override
        public void committed(Commit commit) {}

        @Override
        public void failed(int commands) {}
      };

  /**
   * A commit.
   *
   * @param waited how long its first command waited for it
   * @param decided from taking the commands to having their events sealed
   * @param appended from then to having sent everything to the database, with the wait for the
   *     commit before
   * @param committed the database's commit
   */
  record Commit(
      int commands,
      int events,
      Duration waited,
      Duration decided,
      Duration appended,
      Duration committed) {}

  void committed(Commit commit);

  /** A batch of so many commands was not committed. */
  void failed(int commands);
}
