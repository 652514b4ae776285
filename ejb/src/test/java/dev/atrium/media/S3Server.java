package dev.atrium.media;

import java.net.URI;
import java.util.Optional;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/** A store in memory that speaks S3, on a free port. It checks signatures. */
final class S3Server implements AutoCloseable {

    static final String ACCESS = "atrium-access";
    private static final String SECRET = "atrium-secret";

    private final BlobStoreContext objects;
    private final S3Proxy server;

    private S3Server(BlobStoreContext objects, S3Proxy server) {
        this.objects = objects;
        this.server = server;
    }

    static S3Server start() throws Exception {
        BlobStoreContext objects = ContextBuilder.newBuilder(new TransientApiMetadata())
                .credentials("any", "any")
                .build(BlobStoreContext.class);
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS, SECRET)
                .build();
        server.start();
        return new S3Server(objects, server);
    }

    /** A new bucket with what is needed to use it. */
    MediaSettings.Bucket bucket(String name) {
        objects.getBlobStore().createContainerInLocation(null, name);
        return new MediaSettings.Bucket(
                Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                name,
                "us-east-1",
                Optional.of(new MediaSettings.Keys(ACCESS, SECRET)),
                true);
    }

    @Override
    public void close() throws Exception {
        server.stop();
        objects.close();
    }
}
