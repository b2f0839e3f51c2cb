package io.griot.core;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KeepingRulesPureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.griot.core");

  private static final String[] RULES = {
    "io.griot.core",
    "io.griot.core.id..",
    "io.griot.core.money..",
    "io.griot.core.journal..",
    "io.griot.core.account..",
    "io.griot.core.transfer..",
    "io.griot.core.grant..",
    "io.griot.core.snapshot..",
    "io.griot.core.dispute..",
    "io.griot.core.approval..",
    "io.griot.core.utility..",
    "io.griot.core.bill..",
    "io.griot.core.audit.."
  };

  private static final Pattern SHELL = Pattern.compile(".*(Aggregate|Command|Handler)");
  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant",
          "java.time.Clock",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.ZonedDateTime",
          "java.time.OffsetDateTime");
  private static final Set<String> FLOATING =
      Set.of("float", "double", "java.lang.Float", "java.lang.Double");

  @Test
  void rules_know_no_database_no_framework_and_no_input_or_output() {
    noClasses()
        .that()
        .resideInAnyPackage(RULES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "javax..",
            "java.io..",
            "java.nio..",
            "java.net..",
            "org.springframework..",
            "com.fasterxml..",
            "tools.jackson..",
            "org.slf4j..",
            "com.github..",
            "io.griot.core.engine..")
        .check(CLASSES);
  }

  @Test
  void axon_stays_in_its_shells() {
    classes()
        .that()
        .resideOutsideOfPackage("io.griot.core.engine..")
        .and(
            DescribedPredicate.describe(
                "are no shell",
                (JavaClass type) -> !SHELL.matcher(outermost(type).getSimpleName()).matches()))
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("org.axonframework..")
        .check(CLASSES);
  }

  @Test
  void time_and_chance_are_given_from_outside() {
    classes()
        .should(
            never(
                accessTargetWhere(
                    DescribedPredicate.describe(
                        "reads a clock or rolls dice",
                        (JavaAccess<?> access) -> isClockOrChance(access)))))
        .check(CLASSES);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("io.griot.core.(*)..").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.griot.core")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.griot.core.*..")
        .check(CLASSES);
    // What is named first is known by those after it, never the other way round.
    List<String> order =
        List.of("audit", "id", "money", "journal", "account", "transfer", "engine");
    for (int lower = 0; lower < order.size(); lower++) {
      for (int higher = lower + 1; higher < order.size(); higher++) {
        noClasses()
            .that()
            .resideInAPackage("io.griot.core." + order.get(lower) + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.griot.core." + order.get(higher) + "..")
            .check(CLASSES);
      }
    }
  }

  @Test
  void no_amount_floats() {
    fields()
        .should()
        .notHaveRawType(
            DescribedPredicate.describe(
                "a floating point type", (JavaClass type) -> FLOATING.contains(type.getName())))
        .check(CLASSES);
    methods()
        .should()
        .notHaveRawReturnType(
            DescribedPredicate.describe(
                "a floating point type", (JavaClass type) -> FLOATING.contains(type.getName())))
        .andShould()
        .notHaveRawParameterTypes(
            DescribedPredicate.describe(
                "a floating point type",
                (List<JavaClass> types) ->
                    types.stream().anyMatch(type -> FLOATING.contains(type.getName()))))
        .check(CLASSES);
    classes()
        .should(
            never(
                accessTargetWhere(
                    DescribedPredicate.describe(
                        "makes a floating point number",
                        (JavaAccess<?> access) ->
                            Set.of("doubleValue", "floatValue", "parseDouble", "parseFloat")
                                .contains(access.getTarget().getName())))))
        .check(CLASSES);
  }

  @Test
  void packages_carry_words_of_the_ledger() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..common..",
            "..util..",
            "..model..",
            "..dto..",
            "..service..",
            "..impl..",
            "..manager..",
            "..helper..")
        .check(CLASSES);
  }

  private static boolean isClockOrChance(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return (CLOCKS.contains(owner) && (name.equals("now") || name.startsWith("system")))
        || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
        // The engine times itself; nothing is decided by that.
        || (owner.equals("java.lang.System")
            && name.equals("nanoTime")
            && !access.getOriginOwner().getPackageName().equals("io.griot.core.engine"))
        || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
        || (owner.equals("java.lang.Math") && name.equals("random"))
        || owner.equals("java.util.Random")
        || owner.equals("java.util.concurrent.ThreadLocalRandom");
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(KeepingRulesPureTest::outermost).orElse(type);
  }
}
