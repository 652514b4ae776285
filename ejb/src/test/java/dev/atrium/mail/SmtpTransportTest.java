package dev.atrium.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.atrium.settings.GivenConfig;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpTransportTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        transport(Map.of()).send(new Mail("ada@example.org", "Grüße ✓", "Zeile äöü\nund noch eine\n"));

        MimeMessage arrived = server.getReceivedMessages()[0];
        assertThat(arrived.getSubject()).isEqualTo("Grüße ✓");
        assertThat(arrived.getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo("Zeile äöü\nund noch eine");
        assertThat(arrived.getFrom()[0]).hasToString("Atrium <atrium@example.org>");
        assertThat(arrived.getRecipients(Message.RecipientType.TO)[0]).hasToString("ada@example.org");
        assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void user_and_password_are_given_to_the_server() throws Exception {
        server.setUser("mailer", "secret");

        transport(Map.of("atrium.mail.user", "mailer", "atrium.mail.password", "secret"))
                .send(new Mail("ada@example.org", "Hello", "text"));

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void a_server_without_encryption_is_refused_where_encryption_is_wanted() {
        SmtpTransport transport = transport(Map.of("atrium.mail.security", "starttls"));

        assertThatThrownBy(() -> transport.send(new Mail("ada@example.org", "Hello", "text")))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_is_away_is_a_failure() {
        SmtpTransport transport = transport(Map.of());
        server.stop();

        assertThatThrownBy(() -> transport.send(new Mail("ada@example.org", "Hello", "text")))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void without_a_host_mail_reaches_nobody() {
        MailSettings settings = settings(Map.of("atrium.mail.host", ""));

        assertThat(settings.reachesPeople()).isFalse();
        assertThat(settings.link("/reset")).isEqualTo("https://atrium.example.org/reset");
    }

    @Test
    void what_is_malformed_stops_the_start_and_names_its_key() {
        assertRefused("atrium.mail.port", "0");
        assertRefused("atrium.mail.security", "ssl");
        assertRefused("atrium.mail.from", "nobody");
        assertThatThrownBy(() -> settings(Map.of("atrium.mail.user", "mailer")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("atrium.mail.password must be given");
    }

    private void assertRefused(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(key + " must be");
    }

    private SmtpTransport transport(Map<String, String> values) {
        return new SmtpTransport(settings(values).server().orElseThrow());
    }

    private MailSettings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of(
                "atrium.public-url", "https://atrium.example.org/",
                "atrium.mail.host", "127.0.0.1",
                "atrium.mail.port", Integer.toString(server.getSmtp().getPort()),
                "atrium.mail.security", "none",
                "atrium.mail.from", "Atrium <atrium@example.org>"));
        all.putAll(values);
        return new MailSettings(GivenConfig.configuration(all));
    }
}
