package dev.atrium.credit;

import dev.atrium.persistence.credit.StatementEntry;
import dev.atrium.persistence.credit.StatementRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a workspace's credits came from and went to. Whether somebody may see it is for the asker to know. */
@Stateless
public class Statement {

    @Inject
    private StatementRepository entries;

    /** Some entries, and how many there are in all. */
    public record Page(List<StatementEntry> items, long total) {}

    /** The newest first. */
    public Page newest(UUID workspaceId, int offset, int limit) {
        return new Page(entries.findNewest(workspaceId, offset, limit), entries.count(workspaceId));
    }

    /**
     * The oldest first, after one that was read before.
     *
     * @param last the last that was read; empty to begin
     */
    public List<StatementEntry> after(UUID workspaceId, Optional<StatementEntry> last, int limit) {
        return entries.findAfter(workspaceId, last, limit);
    }
}
