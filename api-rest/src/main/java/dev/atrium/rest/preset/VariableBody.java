package dev.atrium.rest.preset;

import dev.atrium.preset.Variable;
import dev.atrium.refusal.FieldError;
import jakarta.json.bind.annotation.JsonbProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A variable of a preset.
 *
 * @param label what people read beside the field; the name where absent
 * @param type {@code text}, {@code longText}, {@code choice} or {@code number}
 * @param required whether it must be given where it has no default; no where absent
 * @param defaultValue a string, or for a number a number
 * @param options what can be chosen, for a choice
 */
public record VariableBody(
        String name,
        String label,
        String type,
        Boolean required,

        @Schema(description = "A string, or for a number a number") @JsonbProperty("default")
        Object defaultValue,

        List<String> options) {

    static VariableBody of(Variable variable) {
        return new VariableBody(
                variable.name(),
                variable.label(),
                variable.type().wire(),
                variable.required(),
                variable.defaultValue()
                        .<Object>map(text -> variable.type() == Variable.Type.NUMBER ? new BigDecimal(text) : text)
                        .orElse(null),
                variable.options().isEmpty() ? null : variable.options());
    }

    /** @param errors what keeps this from being a variable at all is added to these */
    Variable variable(String path, List<FieldError> errors) {
        Optional<Variable.Type> known = type == null ? Optional.of(Variable.Type.TEXT) : Variable.Type.of(type);
        if (known.isEmpty()) {
            errors.add(new FieldError(path + ".type", "must be text, longText, choice or number"));
        }
        if (defaultValue != null && !(defaultValue instanceof String) && !(defaultValue instanceof BigDecimal)) {
            errors.add(new FieldError(path + ".default", "must be a string or a number"));
        }
        String given = name == null ? "" : name.strip();
        return new Variable(
                given,
                label == null || label.isBlank() ? given : label.strip(),
                known.orElse(Variable.Type.TEXT),
                Boolean.TRUE.equals(required),
                Optional.ofNullable(defaultValue).map(Object::toString).filter(text -> !text.isBlank()),
                options == null ? List.of() : options);
    }
}
