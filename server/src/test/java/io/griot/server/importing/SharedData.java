package io.griot.server.importing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that lie beside the repository. */
final class SharedData {

  private SharedData() {}

  static Path paysim() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/paysim-10k.csv");
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new AssertionError("shared/data/paysim-10k.csv lies beside no directory above this one");
  }
}
