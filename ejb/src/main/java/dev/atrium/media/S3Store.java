package dev.atrium.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Files in a bucket of a store that speaks S3. A put is atomic there, and acknowledged when it is durable. */
final class S3Store implements MediaStore, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Between two bytes, not for the whole. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final S3Client client;
    private final String bucket;

    S3Store(MediaSettings.Bucket settings) {
        bucket = settings.name();
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle())
                // AWS's newer checksums in trailers are unknown to many other stores.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration -> configuration.chunkedEncodingEnabled(false));
        settings.endpoint().ifPresent(builder::endpointOverride);
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(MediaSettings.Bucket settings) {
        return settings.keys()
                .<AwsCredentialsProvider>map(keys ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.access(), keys.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public void put(String location, Spooled content) throws IOException {
        String key = Location.requireSafe(location);
        call(() -> client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(content.path())));
        content.close();
    }

    @Override
    public InputStream open(String location, long from, long length) throws IOException {
        String key = Location.requireSafe(location);
        if (length == 0) {
            call(() -> client.headObject(head -> head.bucket(bucket).key(key)));
            return InputStream.nullInputStream();
        }
        String range = "bytes=" + from + "-" + (from + length - 1);
        return call(() -> client.getObject(get -> get.bucket(bucket).key(key).range(range)));
    }

    @Override
    public void delete(String location) throws IOException {
        String key = Location.requireSafe(location);
        call(() -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    /** S3 lists in the order of the keys' bytes, a thousand at a time. */
    @Override
    public Iterator<Stored> list() throws IOException {
        Iterator<S3Object> objects = call(() -> client.listObjectsV2Paginator(list -> list.bucket(bucket))
                .contents()
                .iterator());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return listed(objects::hasNext);
            }

            @Override
            public Stored next() {
                S3Object object = listed(objects::next);
                return new Stored(object.key(), object.size(), object.lastModified());
            }
        };
    }

    private static <T> T listed(Supplier<T> step) {
        try {
            return call(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T call(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            throw (IOException) new NoSuchFileException("The S3 store has no such object").initCause(e);
        } catch (SdkException e) {
            throw new IOException("The S3 store failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
