package dev.atrium.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The directory {@code atrium.data-dir}, held by one Atrium at a time: the lock is the operating system's and ends with the
 * process, however that ends.
 */
final class DataDirectory implements AutoCloseable {

    private final Path directory;
    private final FileChannel lockFile;

    private DataDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /** Creates the directory when it is not there, and takes it. */
    static DataDirectory take(Path directory) throws StartFailure {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile = FileChannel.open(
                    directory.resolve("atrium.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (takeLock(lockFile)) {
                return new DataDirectory(directory, lockFile);
            }
            lockFile.close();
        } catch (IOException e) {
            throw new StartFailure(
                    "the data directory " + directory
                            + " cannot be written: make it writable or choose another one with atrium.data-dir.",
                    e);
        }
        throw new StartFailure(
                "the data directory " + directory
                        + " is in use by an Atrium that is running: stop that one or choose another directory with atrium.data-dir.");
    }

    private static boolean takeLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which the operating system would not notice.
            return false;
        }
    }

    /** Where PostgreSQL keeps the database. */
    Path database() {
        return directory.resolve("postgres");
    }

    /** The password of the embedded database, readable by its owner only. */
    Path databasePassword() {
        return directory.resolve("postgres.password");
    }

    Path logs() throws IOException {
        return Files.createDirectories(directory.resolve("logs"));
    }

    /** Where PostgreSQL's programs are unpacked; they stay for the next start. */
    Path databasePrograms() throws IOException {
        return Files.createDirectories(directory.resolve("run").resolve("postgres"));
    }

    /**
     * An empty place for Payara Micro: what it left there the last time would make it deploy the application twice after a crash.
     */
    Path emptyServerRoot() throws IOException {
        Path root = directory.resolve("run").resolve("payara");
        deleteTree(root);
        return Files.createDirectories(root);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
