package dev.atrium.rest;

import dev.atrium.persistence.conversation.ConversationFilter;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.preset.Preset;
import dev.atrium.persistence.preset.PresetFilter;
import dev.atrium.refusal.Refusal;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads query parameters, so that a malformed one is a mistake in a field. Without this JAX-RS has them mean that the whole address does not
 * exist.
 */
@Provider
public class QueryValues implements ParamConverterProvider {

    private record Reading(Function<String, Object> parser, String expectation) {}

    private static final Map<Class<?>, Reading> READINGS = Map.ofEntries(
            Map.entry(int.class, new Reading(Integer::valueOf, "must be a whole number")),
            Map.entry(Integer.class, new Reading(Integer::valueOf, "must be a whole number")),
            Map.entry(boolean.class, new Reading(QueryValues::truth, "must be true or false")),
            Map.entry(Boolean.class, new Reading(QueryValues::truth, "must be true or false")),
            Map.entry(UUID.class, new Reading(UUID::fromString, "must be an id (UUID)")),
            Map.entry(
                    Instant.class,
                    new Reading(QueryValues::instant, "must be an instant, such as 2026-11-22T12:00:00Z")),
            Map.entry(Generation.Service.class, oneOf(Generation.Service.values())),
            Map.entry(Generation.Status.class, oneOf(Generation.Status.values())),
            Map.entry(ConversationFilter.Scope.class, oneOf(ConversationFilter.Scope.values())),
            Map.entry(ConversationFilter.Sort.class, oneOf(ConversationFilter.Sort.values())),
            Map.entry(PresetFilter.Sort.class, oneOf(PresetFilter.Sort.values())),
            Map.entry(Preset.Visibility.class, oneOf(Preset.Visibility.values())));

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Optional<String> name = Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst();
        return name.isPresent() && READINGS.containsKey(type) ? new Converter<>(name.get(), READINGS.get(type)) : null;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Constants are in lower case on the wire. */
    private static Reading oneOf(Enum<?>[] constants) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Enum<?> constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return new Reading(
                text -> Optional.ofNullable(words.get(text)).orElseThrow(IllegalArgumentException::new),
                "must be one of " + String.join(", ", words.keySet()));
    }

    private record Converter<T>(String name, Reading reading) implements ParamConverter<T> {

        @Override
        @SuppressWarnings("unchecked")
        public T fromString(String text) {
            if (text == null) {
                return null;
            }
            try {
                return (T) reading.parser().apply(text);
            } catch (IllegalArgumentException e) {
                throw new BadRequestException(Refusal.invalid(name, reading.expectation()));
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
