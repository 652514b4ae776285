package dev.atrium.persistence.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The users. */
@ApplicationScoped
public class UserRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(AppUser user) {
        entityManager.persist(user);
    }

    public Optional<AppUser> find(UUID id) {
        return Optional.ofNullable(entityManager.find(AppUser.class, id));
    }

    /** Finds a user by address, in any case. */
    public Optional<AppUser> findByEmail(String email) {
        return entityManager
                .createQuery("SELECT u FROM AppUser u WHERE u.email = :email", AppUser.class)
                .setParameter("email", email.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** Whether anybody has an account yet. */
    public boolean isEmpty() {
        return entityManager
                .createQuery("SELECT u.id FROM AppUser u", UUID.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
