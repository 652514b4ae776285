package dev.atrium.persistence.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
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
        flush();
    }

    /**
     * Writes what has changed.
     *
     * @throws EntityExistsException when another user has the address; the transaction can only be rolled back then
     */
    public void flush() {
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

    /** Finds a user to change: whoever else wants to waits. */
    public Optional<AppUser> findForUpdate(UUID id) {
        return Optional.ofNullable(entityManager.find(AppUser.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Finds users by their ids, in no order. */
    public List<AppUser> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("SELECT u FROM AppUser u WHERE u.id IN :ids", AppUser.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Finds a user by address, in any case. */
    public Optional<AppUser> findByEmail(String email) {
        return entityManager
                .createQuery("SELECT u FROM AppUser u WHERE u.email = :email", AppUser.class)
                .setParameter("email", email.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** How many administrators of the organisation may act. */
    public long countAdmins() {
        return entityManager
                .createQuery("SELECT count(u) FROM AppUser u WHERE u.role = :admin AND u.status = :active", Long.class)
                .setParameter("admin", AppUser.Role.ADMIN)
                .setParameter("active", AppUser.Status.ACTIVE)
                .getSingleResult();
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
