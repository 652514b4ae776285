package dev.atrium.account;

import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;

/** Checks what people give by its constraints, for those that come by the API and by a page alike. */
@ApplicationScoped
class ValidFields {

    @Inject
    private Validator validator;

    /** @throws Refusal {@code INVALID_REQUEST} with a message for each wrong field */
    void require(Object given) {
        List<FieldError> errors = validator.validate(given).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
