package dev.atrium.mail;

import dev.atrium.persistence.mail.OutboxRepository;
import dev.atrium.persistence.mail.OutboxRepository.Taken;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The mail that is to be sent. A mail is written in the transaction of what it tells of, so there is none of what did not happen. A node
 * takes what is due for a while; if it stops on the way, another one takes it then.
 */
@Stateless
public class Outbox {

    static final int MOST_ATTEMPTS = 12;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    /** Above what the timeouts of a batch's connections add up to. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(15);

    /** How long one can look up what was sent. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int LONGEST_ERROR = 1000;

    @Inject
    private OutboxRepository mails;

    @Inject
    private Clock clock;

    /** Sends a mail once the running transaction is through. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void add(Mail mail) {
        mails.add(mail.recipient(), mail.subject(), mail.body(), clock.instant());
    }

    /** Takes mail that is due, for this node to send. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Taken> take(int limit) {
        Instant now = clock.instant();
        return mails.take(now, now.plus(TAKEN_FOR), limit);
    }

    /** A mail is with its server, and with it the secrets that it may carry: they are not kept here. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void sent(UUID id) {
        mails.sent(id, "", clock.instant());
    }

    /** A mail is in the log, for there is no server. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void logged(Taken mail) {
        mails.sent(mail.id(), mail.body(), clock.instant());
    }

    /** A mail could not be sent: it is tried again after a pause that doubles each time, and given up in the end. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void failed(Taken mail, String reason) {
        String error = reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
        if (mail.attempt() >= MOST_ATTEMPTS) {
            mails.giveUp(mail.id(), error);
        } else {
            mails.postpone(mail.id(), error, clock.instant().plus(pause(mail.attempt())));
        }
    }

    static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Takes back what was to be sent to an address, and forgets what was. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void forget(String recipient) {
        mails.forget(recipient);
    }

    /** Forgets what was sent long ago. */
    public void sweep() {
        mails.deleteBefore(clock.instant().minus(KEPT));
    }
}
