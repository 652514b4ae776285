package dev.atrium.rest.admin;

import dev.atrium.audit.AuditLog;
import dev.atrium.persistence.audit.AuditEvent;
import dev.atrium.persistence.audit.AuditFilter;
import dev.atrium.rest.PageAnswer;
import dev.atrium.rest.security.ForAdmins;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what to what, from where. */
@Path("admin/audit")
@Tag(name = "Administration")
@ForAdmins
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @Inject
    private AuditLog audit;

    /**
     * Something that somebody did.
     *
     * @param action such as {@code token-created}
     * @param actorId the user; absent for a stranger
     * @param address from where
     * @param subjectType what it was done to, such as {@code token}
     */
    @Schema(example = """
            {"id": "01a20492-b7a9-7000-aa25-6fa88bb90712", "action": "member-added", "actorId": "01a20492-b7a9-7001-9a5d-0a1c4f1f2c11",
             "workspaceId": "01a20492-b7a9-7002-8c1e-7f0d3a5b9e22", "address": "192.0.2.7", "subjectType": "user",
             "subjectId": "01a20492-b7a9-7003-9f44-1b2c3d4e5f60", "detail": {"role": "VIEWER"}, "createdAt": "2026-11-22T18:44:13.864258Z"}\
            """)
    public record AuditAnswer(
            UUID id,
            String action,
            UUID actorId,
            UUID workspaceId,
            String address,
            String subjectType,
            String subjectId,
            Map<String, String> detail,
            Instant createdAt) {

        static AuditAnswer of(AuditEvent event) {
            return new AuditAnswer(
                    event.id(),
                    event.action(),
                    event.actorId().orElse(null),
                    event.workspaceId().orElse(null),
                    event.address().orElse(null),
                    event.subjectType().orElse(null),
                    event.subjectId().orElse(null),
                    members(event.detail()),
                    event.createdAt());
        }

        private static Map<String, String> members(String json) {
            try (JsonReader reader = Json.createReader(new StringReader(json))) {
                JsonObject object = reader.readObject();
                return object.keySet().stream().collect(Collectors.toMap(key -> key, object::getString));
            }
        }
    }

    @GET
    @Operation(summary = "The audit log, newest first")
    public PageAnswer<AuditAnswer> list(
            @QueryParam("action") @Pattern(regexp = "[a-z-]*", message = "must be an action, such as sign-in")
                    String action,
            @QueryParam("actor") UUID actorId,
            @QueryParam("workspace") UUID workspaceId,
            @QueryParam("from") Instant from,
            @QueryParam("to") Instant to,
            @QueryParam("offset") @DefaultValue("0") @Min(value = 0, message = "must be at least {value}") int offset,
            @QueryParam("limit")
                    @DefaultValue(PageAnswer.USUAL_LIMIT)
                    @Min(value = 1, message = "must be at least {value}")
                    @Max(value = PageAnswer.HIGHEST_LIMIT, message = "must be at most {value}")
                    int limit) {
        AuditFilter filter = new AuditFilter(
                Optional.ofNullable(action).filter(word -> !word.isEmpty()),
                Optional.ofNullable(actorId),
                Optional.ofNullable(workspaceId),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
        AuditLog.Found found = audit.find(filter, offset, limit);
        return new PageAnswer<>(found.items().stream().map(AuditAnswer::of).toList(), found.total(), limit, offset);
    }
}
