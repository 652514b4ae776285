package dev.atrium.persistence.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The users. */
@ApplicationScoped
public class UserRepository {

    private static final String UNIQUE_VIOLATION = "23505";

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** @throws EntityExistsException when another user has the address; the transaction can only be rolled back then */
    public void add(AppUser user) {
        entityManager.persist(user);
        try {
            entityManager.flush();
        } catch (PersistenceException e) {
            throw isUniqueViolation(e) ? new EntityExistsException("The address is taken", e) : e;
        }
    }

    private static boolean isUniqueViolation(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
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
