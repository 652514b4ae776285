package dev.atrium.preset;

import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt with gaps: {@code {{name}}} stands for the value of a variable. It is filled in one go, so what stands in a value is never
 * taken for a gap.
 */
final class Template {

    /** Anything between double braces, so that a mistake in a name is found and not sent to a model. */
    private static final Pattern GAP = Pattern.compile("\\{\\{([^{}\\n]*)}}");

    private static final Pattern NAME = Pattern.compile(Variable.NAME);

    private final String text;
    private final List<Variable> variables;

    Template(String text, List<Variable> variables) {
        this.text = text;
        this.variables = List.copyOf(variables);
    }

    /** What is between double braces and is no variable; empty when all gaps can be filled. */
    Set<String> unknown() {
        Set<String> unknown = new LinkedHashSet<>();
        Matcher gap = GAP.matcher(text);
        while (gap.find()) {
            if (variable(gap.group(1)).isEmpty()) {
                unknown.add(gap.group());
            }
        }
        return unknown;
    }

    /**
     * Fills the gaps.
     *
     * @param values by the names of the variables: strings, and for numbers numbers, too
     * @throws Refusal when a value is missing, does not fit, or is of no variable; one message for each
     */
    String fill(Map<String, Object> values) {
        Map<String, String> filled = new HashMap<>();
        List<FieldError> errors = new ArrayList<>();
        for (Variable variable : variables) {
            Optional<String> given = Optional.ofNullable(values.get(variable.name()))
                    .flatMap(value -> plain(variable, value, errors))
                    .filter(value -> !value.isBlank());
            String value = given.or(variable::defaultValue).orElse("");
            if (value.isBlank()) {
                if (variable.required() && !isMentioned(errors, variable)) {
                    errors.add(new FieldError(path(variable.name()), "must be given"));
                }
            } else {
                variable.fault(value).ifPresent(fault -> errors.add(new FieldError(path(variable.name()), fault)));
            }
            filled.put(variable.name(), value);
        }
        values.keySet().stream()
                .filter(name -> variable(name).isEmpty())
                .sorted()
                .forEach(name -> errors.add(new FieldError(path(name), "is no variable of this preset")));
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return GAP.matcher(text)
                .replaceAll(
                        gap -> Matcher.quoteReplacement(filled.get(gap.group(1).strip())));
    }

    private static Optional<String> plain(Variable variable, Object value, List<FieldError> errors) {
        if (value instanceof String string) {
            return Optional.of(string);
        }
        if (value instanceof BigDecimal number && variable.type() == Variable.Type.NUMBER) {
            // Not the plain notation, in which a short number such as 1E+999999 is a very long one.
            return Optional.of(number.toString());
        }
        String expectation = variable.type() == Variable.Type.NUMBER ? "must be a number" : "must be a string";
        errors.add(new FieldError(path(variable.name()), expectation));
        return Optional.empty();
    }

    private static boolean isMentioned(List<FieldError> errors, Variable variable) {
        return errors.stream().anyMatch(error -> error.field().equals(path(variable.name())));
    }

    private static String path(String name) {
        return "variables." + name;
    }

    private Optional<Variable> variable(String gap) {
        String name = gap.strip();
        return NAME.matcher(name).matches()
                ? variables.stream()
                        .filter(variable -> variable.name().equals(name))
                        .findFirst()
                : Optional.empty();
    }
}
