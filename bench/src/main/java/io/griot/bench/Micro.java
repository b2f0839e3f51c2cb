package io.griot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parts of the write path by themselves, measured by JMH in a process of its own. */
final class Micro {

  private static final String OURS = "^io\\.griot\\.bench\\.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Micro() {}

  /** What a benchmark came to; the error is JMH's, of 99.9 % confidence. */
  record Figures(String benchmark, String parameters, double microseconds, double error) {}

  static List<Figures> measure(Consumer<String> notes) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("griot-bench");
    try {
      notes.accept("JMH, about two minutes");
      Path results = directory.resolve("results.json");
      Path log = directory.resolve("jmh.log");
      int exitCode =
          java(
              log,
              "-cp",
              classPath(directory),
              "org.openjdk.jmh.Main",
              OURS,
              "-foe",
              "true",
              "-rf",
              "json",
              "-rff",
              results.toString());
      if (exitCode != 0 || !Files.exists(results)) {
        throw new IllegalStateException("JMH failed:\n" + Files.readString(log));
      }
      return read(Files.readString(results));
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** The figures in a results file of JMH. */
  static List<Figures> read(String json) {
    List<Figures> figures = new ArrayList<>();
    for (JsonNode result : JSON.readTree(json)) {
      String name = result.path("benchmark").asString();
      String parameters =
          result.path("params").properties().stream()
              .map(param -> param.getKey() + " " + param.getValue().asString())
              .collect(Collectors.joining(", "));
      JsonNode metric = result.path("primaryMetric");
      figures.add(
          new Figures(
              name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
              parameters,
              metric.path("score").asDouble(),
              metric.path("scoreError").asDouble(Double.NaN)));
    }
    return figures;
  }

  /** JMH starts processes from the class path, which must not be a jar of jars. */
  private static String classPath(Path directory) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    if (!isJarOfJars(classPath)) {
      return classPath;
    }
    Path extracted = directory.resolve("extracted");
    Path log = directory.resolve("extract.log");
    int exitCode =
        java(
            log,
            "-Djarmode=tools",
            "-jar",
            classPath,
            "extract",
            "--destination",
            extracted.toString());
    if (exitCode != 0) {
      throw new IllegalStateException("The jar was not extracted:\n" + Files.readString(log));
    }
    return extracted.resolve(Path.of(classPath).getFileName()).toString();
  }

  private static boolean isJarOfJars(String classPath) throws IOException {
    if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
      return false;
    }
    try (JarFile jar = new JarFile(classPath)) {
      return jar.getEntry("BOOT-INF/") != null;
    }
  }

  private static int java(Path log, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
  }
}
