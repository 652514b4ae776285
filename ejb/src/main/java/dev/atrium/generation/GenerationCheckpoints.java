package dev.atrium.generation;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what has arrived of the answers that are under way, every other second and in one statement, so that little of them is lost with the
 * process. Answers that are done sooner are never kept twice.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class GenerationCheckpoints {

    private static final System.Logger LOG = System.getLogger(GenerationCheckpoints.class.getName());

    /** The most characters that are sent at once; what exceeds them is for the next time. */
    private static final int MOST_CHARACTERS = 8_000_000;

    @Inject
    private RunningGenerations running;

    @Inject
    private GenerationService generations;

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void keep() {
        List<Draft> drafts = new ArrayList<>();
        List<RunningGeneration> drafted = new ArrayList<>();
        int characters = 0;
        for (RunningGeneration generation : running.all()) {
            Draft draft = generation.draft();
            if (draft.size() > 0 && characters + draft.size() <= MOST_CHARACTERS) {
                characters += draft.size();
                drafts.add(draft);
                drafted.add(generation);
            }
        }
        if (drafts.isEmpty()) {
            return;
        }
        try {
            generations.keep(drafts);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Running answers could not be kept, which is tried again: {0}", e.toString());
            return;
        }
        for (int i = 0; i < drafts.size(); i++) {
            drafted.get(i).kept(drafts.get(i));
        }
    }
}
