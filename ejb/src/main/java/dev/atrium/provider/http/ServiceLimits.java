package dev.atrium.provider.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long the services beside text may take, from the request to the end of the answer, and how much they may send. The limits of
 * {@link TextLimits} on connecting and on waiting for another try hold for them too.
 *
 * @param mediaBytes the size of an answer that holds images or sound
 */
@Dependent
public record ServiceLimits(
        @ConfigProperty(name = "atrium.provider.timeout.image", defaultValue = "PT2M")
        Duration image,

        @ConfigProperty(name = "atrium.provider.timeout.speech", defaultValue = "PT2M")
        Duration speech,

        @ConfigProperty(name = "atrium.provider.timeout.transcription", defaultValue = "PT5M")
        Duration transcription,

        @ConfigProperty(name = "atrium.provider.timeout.embedding", defaultValue = "PT1M")
        Duration embedding,

        @ConfigProperty(name = "atrium.provider.timeout.moderation", defaultValue = "PT30S")
        Duration moderation,

        @ConfigProperty(name = "atrium.provider.media-bytes", defaultValue = "134217728")
        long mediaBytes) {

    @Inject
    public ServiceLimits {}
}
