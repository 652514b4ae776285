package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mail server of an installation, and whatever it was given. */
final class Mailbox implements AutoCloseable {

    /** The outbox is emptied every three seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    static Mailbox start() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new Mailbox(server);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The secret of the newest mail to an address that leads to a page, once there is one. */
    String secret(String recipient, String page) {
        return secret(recipient, page, Optional.empty());
    }

    /** As {@link #secret(String, String)}, but of a mail that came after the one with a known secret. */
    String nextSecret(String recipient, String page, String known) {
        return secret(recipient, page, Optional.of(known));
    }

    private String secret(String recipient, String page, Optional<String> known) {
        Pattern link = Pattern.compile(Pattern.quote(page) + "\\?(?:token|invitation)=([\\w-]+)");
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            List<String> secrets = bodies(recipient)
                    .map(link::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .filter(secret -> known.filter(secret::equals).isEmpty())
                    .toList();
            if (!secrets.isEmpty()) {
                return secrets.get(secrets.size() - 1);
            }
            assertThat(Instant.now())
                    .as("a mail to %s that leads to %s", recipient, page)
                    .isBefore(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** How many mails an address has got that hold some words. */
    long count(String recipient, String words) {
        return bodies(recipient).filter(body -> body.contains(words)).count();
    }

    private Stream<String> bodies(String recipient) {
        return Stream.of(server.getReceivedMessages())
                .filter(message -> isTo(message, recipient))
                .map(Mailbox::body);
    }

    private static boolean isTo(MimeMessage message, String recipient) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(recipient);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(MimeMessage message) {
        try {
            return message.getContent().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
