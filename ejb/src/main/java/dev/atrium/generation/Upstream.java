package dev.atrium.generation;

import dev.atrium.provider.api.CallLog;
import java.util.List;
import java.util.Optional;

/**
 * What it took to have an order carried out.
 *
 * @param retries tries at providers beyond the first of each call: repetitions, without streaming too, and those of who was fallen back to
 * @param requestId the provider's id of the latest try that it named
 */
record Upstream(int retries, Optional<String> requestId) {

    /** By the candidates in their order, up to the one that was asked last. */
    static Upstream of(List<Candidate> candidates, Candidate last) {
        List<CallLog> asked = candidates.subList(0, candidates.indexOf(last) + 1).stream()
                .map(Candidate::log)
                .filter(CallLog::hasTries)
                .toList();
        int repetitions = asked.stream().mapToInt(CallLog::repetitions).sum();
        return new Upstream(
                repetitions + Math.max(0, asked.size() - 1),
                asked.stream().flatMap(log -> log.requestId().stream()).reduce((earlier, later) -> later));
    }
}
