package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.core.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks everything a run needs. */
@Command(name = "doctor", description = "Check configuration, plugins, connections and schema versions.")
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        Diagnosis diagnosis = diagnose();
        if (options.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("healthy", diagnosis.isHealthy());
            object.put(
                    "findings",
                    diagnosis.findings().stream().map(DoctorCommand::fields).toList());
            output.json(object);
        } else {
            diagnosis
                    .findings()
                    .forEach(finding -> output.line(String.format(
                            "%-6s %-26s %s",
                            finding.state().name().toLowerCase(Locale.ROOT), finding.component(), finding.detail())));
            output.line(diagnosis.isHealthy() ? "\nAll well." : "\nMend what is marked fault, then ask again.");
        }
        return diagnosis.isHealthy() ? NotifyCli.WELL : NotifyCli.LOOK;
    }

    /** Settings that cannot even be read are a finding too. */
    private Diagnosis diagnose() {
        try {
            return options.client().diagnose();
        } catch (ConfigurationException e) {
            return new Diagnosis(List.of(
                    new Diagnosis.Finding(Diagnosis.State.FAULT, "configuration", String.valueOf(e.getMessage()))));
        }
    }

    private static Map<String, Object> fields(Diagnosis.Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        fields.put("component", finding.component());
        fields.put("detail", finding.detail());
        return fields;
    }
}
