package com.jkboat.notify;

import com.jkboat.notify.config.ConfigProblem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The settings cannot work: fix every listed problem and start again.
 *
 * @since 0.1
 */
public final class ConfigurationException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** Makes an exception that lists all problems, one line each. */
    public ConfigurationException(List<ConfigProblem> problems) {
        super("NTF-001", describe(problems));
        this.problems = List.copyOf(problems);
    }

    /** Makes an exception about one problem that has a code of its own. */
    public ConfigurationException(String code, String message, Throwable cause) {
        super(code, message, cause);
        this.problems = List.of();
    }

    /** Makes an exception about one problem that has a code of its own. */
    public ConfigurationException(String code, String message) {
        super(code, message);
        this.problems = List.of();
    }

    /** Returns the problems by setting; empty when the message says it all. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String describe(List<ConfigProblem> problems) {
        return problems.stream()
                .map(ConfigProblem::toString)
                .collect(Collectors.joining("\n  ", "the configuration has problems:\n  ", ""));
    }
}
