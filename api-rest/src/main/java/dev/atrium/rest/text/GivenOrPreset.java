package dev.atrium.rest.text;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** Fields of a record that must be given unless its {@code presetId} is, since a preset has them. */
@Constraint(validatedBy = GivenOrPreset.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GivenOrPreset {

    /** The names of the fields, which are texts. */
    String[] value();

    String message() default "must be given";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says it of each field. */
    class Validator implements ConstraintValidator<GivenOrPreset, Record> {

        private List<String> fields;
        private String message;

        @Override
        public void initialize(GivenOrPreset constraint) {
            fields = List.of(constraint.value());
            message = constraint.message();
        }

        @Override
        public boolean isValid(Record request, ConstraintValidatorContext context) {
            if (request == null || value(request, "presetId") != null) {
                return true;
            }
            List<String> missing = fields.stream()
                    .filter(field -> isBlank(value(request, field)))
                    .toList();
            context.disableDefaultConstraintViolation();
            missing.forEach(field -> context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field)
                    .addConstraintViolation());
            return missing.isEmpty();
        }

        private static boolean isBlank(Object value) {
            return value == null || value.toString().isBlank();
        }

        private static Object value(Record request, String field) {
            RecordComponent component = Stream.of(request.getClass().getRecordComponents())
                    .filter(candidate -> candidate.getName().equals(field))
                    .findFirst()
                    .orElseThrow();
            try {
                return component.getAccessor().invoke(request);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
