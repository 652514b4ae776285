package dev.atrium.media;

import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where files are kept and how large they may be, from the configuration. */
@ApplicationScoped
public class MediaSettings {

    private static final String SIZE = "must be a number of bytes above zero";
    private static final String NUMBER = "must be a number above zero";
    private static final String DURATION = "must be a duration above zero in the form of ISO 8601, such as PT30S";

    private final Path directory;
    private final Optional<Bucket> bucket;
    private final long maxFileBytes;
    private final long workspaceBytes;
    private final long maxPixels;
    private final int maxCharacters;
    private final Duration extractionTimeout;
    private final Duration grace;
    private final Duration unsent;

    /** For the client proxy. */
    protected MediaSettings() {
        directory = null;
        bucket = Optional.empty();
        maxFileBytes = 0;
        workspaceBytes = 0;
        maxPixels = 0;
        maxCharacters = 0;
        extractionTimeout = null;
        grace = null;
        unsent = null;
    }

    @Inject
    MediaSettings(Configuration configuration) {
        directory = configuration
                .value("atrium.media.directory", "must be a directory", Path::of)
                .orElseGet(() -> configuration
                        .required("atrium.data-dir", "must be a directory", Path::of)
                        .resolve("media"));
        boolean s3 = configuration.required("atrium.media.store", "must be directory or s3", MediaSettings::isS3);
        bucket = s3 ? Optional.of(bucket(configuration)) : Optional.empty();
        maxFileBytes = configuration.required("atrium.media.max-file-bytes", SIZE, MediaSettings::number);
        workspaceBytes = configuration.required("atrium.media.workspace-bytes", SIZE, MediaSettings::number);
        maxPixels = configuration.required("atrium.media.max-pixels", NUMBER, MediaSettings::number);
        maxCharacters =
                configuration.required("atrium.media.max-characters", NUMBER, text -> Math.toIntExact(number(text)));
        extractionTimeout =
                configuration.required("atrium.media.extraction-timeout", DURATION, MediaSettings::duration);
        grace = configuration.required("atrium.media.grace", DURATION, MediaSettings::duration);
        unsent = configuration.required("atrium.media.unsent", DURATION, MediaSettings::duration);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first file.
    }

    /**
     * A bucket of an S3-compatible store.
     *
     * @param endpoint the store's address; empty for AWS
     * @param keys empty where the machine's role or environment gives them, as the AWS SDK finds them
     * @param pathStyle whether the bucket is in the path of addresses and not in the host name
     */
    record Bucket(Optional<URI> endpoint, String name, String region, Optional<Keys> keys, boolean pathStyle) {}

    /** What proves who asks. */
    record Keys(String access, String secret) {

        @Override
        public String toString() {
            return "Keys[" + access + "]";
        }
    }

    private static Bucket bucket(Configuration configuration) {
        Optional<URI> endpoint =
                configuration.value("atrium.media.s3.endpoint", "must be an http(s) address", MediaSettings::address);
        String name = configuration
                .text("atrium.media.s3.bucket")
                .orElseThrow(() -> new InvalidConfiguration(
                        "atrium.media.s3.bucket", "must name the bucket, since atrium.media.store is s3"));
        Optional<String> access = configuration.text("atrium.media.s3.access-key");
        Optional<String> secret = configuration.text("atrium.media.s3.secret-key");
        if (access.isPresent() != secret.isPresent()) {
            throw new InvalidConfiguration(
                    access.isPresent() ? "atrium.media.s3.secret-key" : "atrium.media.s3.access-key",
                    "must be given with the other of the two keys");
        }
        return new Bucket(
                endpoint,
                name,
                configuration.required("atrium.media.s3.region", "must be a region", text -> text),
                access.map(key -> new Keys(key, secret.orElseThrow())),
                configuration
                        .value("atrium.media.s3.path-style", "must be true or false", MediaSettings::truth)
                        .orElse(endpoint.isPresent()));
    }

    /** Where a directory store keeps its files, and where any store's files arrive first. */
    Path directory() {
        return directory;
    }

    /** The bucket that keeps the files; empty where the directory does. */
    Optional<Bucket> bucket() {
        return bucket;
    }

    /** The most bytes of one file that is uploaded. */
    public long maxFileBytes() {
        return maxFileBytes;
    }

    /** The most bytes of all files of a workspace. */
    long workspaceBytes() {
        return workspaceBytes;
    }

    /** The most pixels of a picture: what is read is no larger in memory than this times four bytes. */
    long maxPixels() {
        return maxPixels;
    }

    /** The most characters of text of a document. */
    int maxCharacters() {
        return maxCharacters;
    }

    /** How long reading the text of a document may take. */
    Duration extractionTimeout() {
        return extractionTimeout;
    }

    /** How old what lies without its counterpart must be to be lost, and not on its way. */
    Duration grace() {
        return grace;
    }

    /** How long an attachment is kept that is never sent. */
    Duration unsent() {
        return unsent;
    }

    private static boolean isS3(String text) {
        return switch (text) {
            case "s3" -> true;
            case "directory" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        if (address.getHost() == null || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not above zero");
        }
        return duration;
    }
}
