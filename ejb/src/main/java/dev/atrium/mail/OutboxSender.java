package dev.atrium.mail;

import dev.atrium.persistence.mail.OutboxRepository.Taken;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Sends what is in the outbox, on whichever node comes first. No transaction is open while a mail server is talked to. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxSender {

    private static final System.Logger LOG = System.getLogger(OutboxSender.class.getName());
    private static final int BATCH = 20;

    @Inject
    private Outbox outbox;

    @Inject
    private MailSettings settings;

    private Optional<SmtpTransport> smtp;

    @PostConstruct
    void connect() {
        smtp = settings.server().map(SmtpTransport::new);
        LOG.log(
                Level.INFO,
                settings.server()
                        .map(server -> "Mail goes to " + server + ".")
                        .orElse("No mail server is configured (atrium.mail.host): mail goes to this log."));
    }

    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    void send() {
        List<Taken> taken;
        do {
            taken = outbox.take(BATCH);
            taken.forEach(this::send);
        } while (taken.size() == BATCH);
    }

    private void send(Taken mail) {
        if (smtp.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "Mail to {0}, which no server took: {1}\n{2}",
                    mail.recipient(),
                    mail.subject(),
                    mail.body());
            outbox.logged(mail);
            return;
        }
        try {
            smtp.get().send(new Mail(mail.recipient(), mail.subject(), mail.body()));
            outbox.sent(mail.id());
        } catch (MessagingException e) {
            LOG.log(Level.WARNING, "Mail {0} could not be sent, try {1}: {2}", mail.id(), mail.attempt(), e);
            outbox.failed(mail, e.toString());
        }
    }

    @Schedule(hour = "3", minute = "23", persistent = false)
    void forget() {
        outbox.sweep();
    }
}
