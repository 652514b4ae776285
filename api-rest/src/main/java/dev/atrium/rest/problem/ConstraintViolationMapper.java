package dev.atrium.rest.problem;

import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Bean Validation finds wrong with a request: one message per field. */
@Provider
public class ConstraintViolationMapper extends ProblemMapper<ConstraintViolationException> {

    private static final Pattern CONTAINER_ELEMENT = Pattern.compile("\\.<[^>]*>");

    @Override
    Problem problem(ConstraintViolationException exception) {
        boolean ownFault = exception.getConstraintViolations().stream().anyMatch(ConstraintViolationMapper::isOfAnswer);
        if (ownFault) {
            return Problem.internal();
        }
        List<FieldError> errors = exception.getConstraintViolations().stream()
                .collect(Collectors.groupingBy(
                        ConstraintViolationMapper::field,
                        Collectors.mapping(ConstraintViolation::getMessage, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> new FieldError(
                        entry.getKey(), entry.getValue().stream().sorted().collect(Collectors.joining("; "))))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return Problem.of(Refusal.invalid(errors));
    }

    private static boolean isOfAnswer(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    /**
     * The field as the client knows it: of the path {@code chat.request.stop[0].<list element>} of a resource method's body {@code stop[0]}, of
     * {@code list.limit} the parameter's name.
     */
    private static String field(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        String properties = nodes.stream()
                .dropWhile(node -> node.getKind() != ElementKind.PROPERTY)
                .map(Path.Node::toString)
                .collect(Collectors.joining("."));
        return properties.isEmpty()
                ? nodes.get(nodes.size() - 1).getName()
                : CONTAINER_ELEMENT.matcher(properties).replaceAll("");
    }
}
