package io.griot.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTheCommandLineTest {

  private static final Path LAUNCHER = Path.of("../griot").toAbsolutePath().normalize();
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "frobnicate, frobnicate, griot --help",
    "--frobnicate, --frobnicate, griot --help",
    "serve --frobnicate, --frobnicate, griot serve --help",
    "verify --frobnicate, --frobnicate, griot verify --help"
  })
  void what_it_does_not_know_is_refused_in_one_line(String arguments, String named, String help) {
    assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("griot: ").contains(named, help).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void without_a_command_it_lists_the_commands() {
    assertThat(execute()).isZero();
    assertThat(out.toString()).contains("Usage: griot", "serve");
  }

  // The launcher answers without a build, so its list is written by hand.
  @Test
  void the_launcher_lists_the_commands_there_are() throws Exception {
    var expected = new TreeSet<>(Griot.commandLine().getSubcommands().keySet());
    expected.add("test");
    if (Files.exists(LAUNCHER.resolveSibling("bench").resolve("pom.xml"))) {
      expected.add("bench");
    }

    for (String argument : new String[] {"help", "--help", ""}) {
      var listed = new TreeSet<String>();
      var line = COMMAND.matcher(launch(LAUNCHER, argument));
      while (line.find()) {
        listed.add(line.group(1));
      }
      assertThat(listed).isEqualTo(expected);
    }
  }

  @Test
  void the_launcher_works_through_a_symbolic_link(@TempDir Path elsewhere) throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("g"), LAUNCHER);
    Path second = Files.createSymbolicLink(elsewhere.resolve("gg"), Path.of("g"));

    assertThat(launch(link, "help")).isEqualTo(launch(LAUNCHER, "help"));
    assertThat(launch(second, "help")).isEqualTo(launch(LAUNCHER, "help"));
  }

  private int execute(String... arguments) {
    return Griot.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String launch(Path script, String argument)
      throws IOException, InterruptedException {
    var builder =
        argument.isEmpty()
            ? new ProcessBuilder(script.toString())
            : new ProcessBuilder(script.toString(), argument);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
