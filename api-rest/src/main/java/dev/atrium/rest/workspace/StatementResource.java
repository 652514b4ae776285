package dev.atrium.rest.workspace;

import dev.atrium.credit.Statement;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.StatementEntry;
import dev.atrium.rest.PageAnswer;
import dev.atrium.rest.workspace.WorkspaceResource.CreditsAnswer;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import dev.atrium.workspace.WorkspaceView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a workspace has in credits, what they came from and went to. For all of its members. */
@Path("workspaces/{workspace}/credits")
@Tag(name = "Workspaces")
@RequestScoped
public class StatementResource {

    private static final String CSV = "text/csv";
    private static final int BATCH = 1000;

    @Inject
    private Caller caller;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private Statement statement;

    /**
     * A movement of a workspace's credits.
     *
     * @param kind {@code grant}, {@code allowance}, {@code bonus}, {@code capture}, {@code excess}, {@code expiry} or {@code correction}
     * @param amount above zero when they were given, below when they were taken
     * @param balance what the workspace had after it
     * @param generationId what was paid
     * @param userId who caused it
     * @param expiresAt when what is left of these credits is taken back
     */
    public record EntryAnswer(
            UUID id,
            String kind,
            Credits amount,
            Credits balance,
            String reason,
            UUID generationId,
            UUID userId,
            Instant expiresAt,
            Instant createdAt) {

        static EntryAnswer of(StatementEntry entry) {
            return new EntryAnswer(
                    entry.id(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    entry.amount(),
                    entry.balance(),
                    entry.reason(),
                    entry.generationId().orElse(null),
                    entry.userId().orElse(null),
                    entry.expiresAt().orElse(null),
                    entry.createdAt());
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "What a workspace has")
    public CreditsAnswer credits(@PathParam("workspace") UUID workspaceId) {
        WorkspaceView workspace = workspaces.get(caller, workspaceId);
        return CreditsAnswer.of(workspace.balance(), workspace.low());
    }

    @GET
    @Path("entries")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The statement of a workspace's credits, newest first",
            description = "With `Accept: text/csv` all of it, oldest first.")
    public PageAnswer<EntryAnswer> entries(
            @PathParam("workspace") UUID workspaceId,
            @QueryParam("offset")
                    @DefaultValue("0")
                    @Min(value = 0, message = "must be at least {value}")
                    @Max(value = 1_000_000, message = "must be at most {value}")
                    int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        UUID id = workspaces.get(caller, workspaceId).id();
        Statement.Page page = statement.newest(id, offset, limit);
        return new PageAnswer<>(page.items().stream().map(EntryAnswer::of).toList(), page.total(), limit, offset);
    }

    /** All entries, read in batches as the client takes them; for clients that ask for it, not for those that take anything. */
    @GET
    @Path("entries")
    @Produces(CSV + ";qs=0.5")
    @Operation(hidden = true)
    public Response table(@PathParam("workspace") UUID workspaceId) {
        UUID id = workspaces.get(caller, workspaceId).id();
        StreamingOutput table = out -> write(id, out);
        return Response.ok(table, CSV + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"credits.csv\"")
                .build();
    }

    private void write(UUID workspaceId, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("createdAt,kind,amount,balance,reason,generationId,userId,expiresAt\r\n");
        List<StatementEntry> batch = statement.after(workspaceId, Optional.empty(), BATCH);
        while (!batch.isEmpty()) {
            for (StatementEntry entry : batch) {
                writer.write(line(entry));
            }
            batch = statement.after(workspaceId, Optional.of(batch.get(batch.size() - 1)), BATCH);
        }
        writer.flush();
    }

    /** RFC 4180. */
    private static String line(StatementEntry entry) {
        return Stream.of(
                        entry.createdAt().toString(),
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        entry.amount().toString(),
                        entry.balance().toString(),
                        quoted(entry.reason()),
                        entry.generationId().map(UUID::toString).orElse(""),
                        entry.userId().map(UUID::toString).orElse(""),
                        entry.expiresAt().map(Instant::toString).orElse(""))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Spreadsheets would take a text that begins like a formula for one. */
    private static String quoted(String text) {
        String harmless = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
