package dev.atrium.account;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.persistence.account.PersonalDataRepository;
import dev.atrium.persistence.account.PersonalDataRepository.Part;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The short transactions of an export, so that none is open while a slow client reads. */
@Stateless
public class PersonalRows {

    @Inject
    private PersonalDataRepository data;

    @Inject
    private AuditLog audit;

    public void begin(Caller caller) {
        audit.record(caller.actor(), AuditAction.ACCOUNT_EXPORTED, Subject.of("user", caller.userId()));
    }

    public List<UUID> ids(Part part, UUID userId) {
        return data.findIds(part, userId);
    }

    public List<String> rows(Part part, UUID userId, List<UUID> ids) {
        return data.findRows(part, userId, ids);
    }
}
