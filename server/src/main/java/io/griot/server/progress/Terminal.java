package io.griot.server.progress;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** Whether a person looks at what is printed. */
final class Terminal {

  private static final int STANDARD_ERROR = 2;

  private Terminal() {}

  // System.console() knows standard input and output only, and output often goes to a file.
  @SuppressWarnings("restricted")
  static boolean isStandardError() {
    try {
      Linker linker = Linker.nativeLinker();
      var isatty =
          linker.downcallHandle(
              linker.defaultLookup().find("isatty").orElseThrow(),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      return (int) isatty.invokeExact(STANDARD_ERROR) == 1;
    } catch (Throwable e) {
      // A system without isatty gets plain lines, which are right everywhere.
      return false;
    }
  }
}
