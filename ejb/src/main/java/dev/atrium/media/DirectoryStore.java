package dev.atrium.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Files in a directory, which all nodes share when there are several. */
final class DirectoryStore implements MediaStore {

    private final Path root;

    DirectoryStore(Path root) {
        this.root = root;
    }

    /** The spool has forced the bytes to the disk already; what is left to force is the name under which they are found. */
    @Override
    public void put(String location, Spooled content) throws IOException {
        Path file = path(location);
        Path folder = file.getParent();
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            force(folder.getParent());
        }
        Files.move(content.path(), file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    /** Without this a loss of power can take the name of a file whose bytes are there. Windows has no such thing. */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public InputStream open(String location, long from, long length) throws IOException {
        FileChannel channel = FileChannel.open(path(location), StandardOpenOption.READ);
        try {
            channel.position(from);
            return new FirstBytes(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void delete(String location) throws IOException {
        Files.deleteIfExists(path(location));
    }

    @Override
    public Iterator<Stored> list() {
        return (Files.exists(root) ? walk(root) : Stream.<Stored>empty()).iterator();
    }

    private Stream<Stored> walk(Path folder) {
        List<Path> entries;
        try (Stream<Path> children = Files.list(folder)) {
            entries = children.sorted(Comparator.comparing(DirectoryStore::sortKey))
                    .toList();
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries.stream().flatMap(entry -> Files.isDirectory(entry) ? walk(entry) : stored(entry));
    }

    /** A folder's name with its slash, so that the files in it come where their whole locations belong. */
    private static String sortKey(Path entry) {
        return entry.getFileName() + (Files.isDirectory(entry) ? "/" : "");
    }

    private Stream<Stored> stored(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String location = root.relativize(file).toString().replace('\\', '/');
            return Stream.of(new Stored(
                    location, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String location) {
        return root.resolve(Location.requireSafe(location));
    }
}
