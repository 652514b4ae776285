package dev.atrium.audit;

import dev.atrium.persistence.audit.AuditEvent;
import dev.atrium.persistence.audit.AuditFilter;
import dev.atrium.persistence.audit.AuditRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit log. What it takes down joins the caller's transaction; it is never changed. */
@Stateless
public class AuditLog {

    @Inject
    private AuditRepository events;

    @Inject
    private Clock clock;

    public void record(Actor actor, AuditAction action, Subject subject) {
        record(actor, action, subject, Map.of());
    }

    /** @param detail what else there is to know, no secrets */
    public void record(Actor actor, AuditAction action, Subject subject, Map<String, String> detail) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        detail.forEach(json::add);
        events.add(new AuditEvent(
                AuditRepository.newId(),
                actor.workspaceId(),
                actor.userId(),
                action.word(),
                Optional.of(subject.type()),
                Optional.of(subject.id()),
                json.build().toString(),
                actor.address(),
                clock.instant()));
    }

    /** Some events, and how many there are in all. */
    public record Found(List<AuditEvent> items, long total) {}

    /** The newest first. */
    public Found find(AuditFilter filter, int offset, int limit) {
        return new Found(events.findAll(filter, offset, limit), events.count(filter));
    }
}
