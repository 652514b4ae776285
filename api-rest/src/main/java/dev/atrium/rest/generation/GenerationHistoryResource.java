package dev.atrium.rest.generation;

import dev.atrium.generation.GenerationService;
import dev.atrium.media.FileView;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.GenerationFilter;
import dev.atrium.persistence.generation.GenerationSummary;
import dev.atrium.rest.PageAnswer;
import dev.atrium.security.Caller;
import dev.atrium.studio.GenerationFiles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a user has generated. */
@Path("ai/generations")
@Tag(name = "Generation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GenerationHistoryResource {

    /** PostgreSQL has no text with this character in it, nor a parameter. */
    private static final String NO_NUL = "[^\\x00]*";

    @Inject
    private Caller caller;

    @Inject
    private GenerationService generations;

    @Inject
    private GenerationFiles files;

    /**
     * The caller's own generations in the workspace.
     *
     * @param from begun then or later
     * @param to begun before then
     * @param words words in the prompt or the answer
     */
    @GET
    @Operation(
            summary = "The generations, newest first",
            description = "One's own, of every kind. `prompt` is how the prompt begins; the texts are in the generation"
                    + " itself, or in its conversation.")
    public PageAnswer<GenerationAnswer> list(
            @QueryParam("type") Generation.Service type,
            @QueryParam("status") Generation.Status status,
            @QueryParam("model") @Pattern(regexp = NO_NUL, message = "must be the id of a model") String model,
            @QueryParam("from") Instant from,
            @QueryParam("to") Instant to,
            @QueryParam("q")
                    @Size(max = 200, message = "must have at most {max} characters")
                    @Pattern(regexp = NO_NUL, message = "must be words")
                    String words,
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        GenerationFilter filter = new GenerationFilter(
                Optional.ofNullable(type),
                Optional.ofNullable(status),
                given(model),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                given(words));
        GenerationService.History history = generations.history(caller, filter, offset, limit);
        Map<UUID, List<FileView>> filesOf = files.of(
                caller, history.items().stream().map(GenerationSummary::id).toList());
        List<GenerationAnswer> items = history.items().stream()
                .map(item -> GenerationAnswer.of(item, filesOf.getOrDefault(item.id(), List.of())))
                .toList();
        return new PageAnswer<>(items, history.total(), limit, offset);
    }

    /** An empty field of a search form is no condition. */
    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isBlank());
    }
}
