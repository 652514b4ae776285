package dev.atrium.persistence.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** When what was said in recordings, as JSON documents. */
@ApplicationScoped
public class TranscriptRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(UUID generationId, String document) {
        entityManager
                .createNativeQuery("INSERT INTO transcript (generation_id, document) VALUES (?, ?)")
                .setParameter(1, generationId)
                .setParameter(2, document)
                .executeUpdate();
    }

    public Optional<String> find(UUID generationId) {
        return entityManager
                .createNativeQuery("SELECT document FROM transcript WHERE generation_id = ?")
                .setParameter(1, generationId)
                .getResultStream()
                .findFirst()
                .map(String.class::cast);
    }

    public void remove(UUID generationId) {
        entityManager
                .createNativeQuery("DELETE FROM transcript WHERE generation_id = ?")
                .setParameter(1, generationId)
                .executeUpdate();
    }
}
