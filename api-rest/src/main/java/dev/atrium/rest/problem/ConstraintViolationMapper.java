package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Bean Validation finds wrong with a request: one message per field. */
@Provider
public class ConstraintViolationMapper extends ProblemMapper<ConstraintViolationException> {

    @Override
    Problem problem(ConstraintViolationException exception) {
        boolean ownFault = exception.getConstraintViolations().stream().anyMatch(ConstraintViolationMapper::isOfAnswer);
        if (ownFault) {
            return Problem.of(500, ErrorCode.INTERNAL_ERROR, UnexpectedFailure.INTERNAL);
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
     * The field as the client knows it: of the path {@code chat.request.maxTokens} of a resource method's body only the last part, of {@code
     * list.limit} the parameter's name.
     */
    private static String field(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        List<Path.Node> properties = nodes.stream()
                .filter(node ->
                        node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.CONTAINER_ELEMENT)
                .toList();
        return properties.isEmpty()
                ? nodes.get(nodes.size() - 1).getName()
                : properties.stream().map(Path.Node::toString).collect(Collectors.joining("."));
    }
}
