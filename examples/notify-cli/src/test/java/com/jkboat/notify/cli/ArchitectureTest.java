package com.jkboat.notify.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The rules between the modules, as seen in their classes; the build checks the same of their dependencies. */
class ArchitectureTest {

    private static final String[] PLUGINS = {
        "com.jkboat.notify.queue.jdbc..",
        "com.jkboat.notify.audit.jdbc..",
        "com.jkboat.notify.jdbc..",
        "com.jkboat.notify.smtp..",
        "com.jkboat.notify.sendgrid..",
        "com.jkboat.notify.mailgun..",
        "com.jkboat.notify.booking..",
        "com.jkboat.notify.mime.."
    };

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("com.jkboat.notify");

    @Test
    void pluginsDoNotKnowTheEngine() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(PLUGINS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.jkboat.notify.core..");

        rule.check(all);
    }

    @Test
    void theEngineDoesNotKnowPlugins() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("com.jkboat.notify.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.jkboat.notify.queue.jdbc..",
                        "com.jkboat.notify.audit.jdbc..",
                        "com.jkboat.notify.jdbc..",
                        "com.jkboat.notify.smtp..",
                        "com.jkboat.notify.sendgrid..",
                        "com.jkboat.notify.mailgun..",
                        "com.jkboat.notify.booking..");

        rule.check(all);
    }

    @Test
    void nobodyOutsideKnowsTheInsideOfTheEngine() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("com.jkboat.notify.core.internal..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("com.jkboat.notify.core..");

        rule.check(all);
    }

    @Test
    void theEngineKnowsNothingOfBoats() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("com.jkboat.notify.booking..", "com.jkboat.notify.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.jkboat.notify.booking..");

        rule.check(all);
    }
}
