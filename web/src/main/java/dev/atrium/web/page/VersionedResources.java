package dev.atrium.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * The address of the portal's scripts, styles, fonts and icons: {@code /resources/v-<digest>/…}. The digest is of their contents, so a
 * browser may keep them for ever and still sees each change at once. It stands in the path, not in a query, since
 * modules import one another by relative paths.
 */
@Named("assets")
@ApplicationScoped
public class VersionedResources {

    static final String ROOT = "/resources";

    private static final int DIGEST_BYTES = 8;

    private final ServletContext application;
    private String version;

    /** For the client proxy. */
    protected VersionedResources() {
        this(null);
    }

    @Inject
    VersionedResources(ServletContext application) {
        this.application = application;
    }

    /** The versioned directory, for {@code #{assets.path}} in a page: append {@code /css/…}, {@code /js/…} and so on. */
    public String getPath() {
        return application.getContextPath() + ROOT + "/" + version();
    }

    /** The name of the versioned directory. */
    synchronized String version() {
        if (version == null) {
            MessageDigest digest = sha256();
            update(digest, ROOT + "/");
            version = "v-" + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        }
        return version;
    }

    private void update(MessageDigest digest, String directory) {
        Set<String> paths = application.getResourcePaths(directory);
        for (String path : paths == null ? Set.<String>of() : new TreeSet<>(paths)) {
            if (path.endsWith("/")) {
                update(digest, path);
            } else {
                digest.update(contents(path));
            }
        }
    }

    private byte[] contents(String path) {
        try (InputStream contents = application.getResourceAsStream(path)) {
            return contents.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
