package dev.atrium.media;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads the text of documents, which are written by strangers and may be made to do harm. So each has a parser for its type and no other, what
 * is embedded in it is left alone, nothing is fetched for it, and characters, time, unpacked bytes and documents at a time are bounded.
 */
@ApplicationScoped
public class TextExtraction {

    private static final Map<String, Supplier<Parser>> PARSERS = Map.of(
            MediaTypes.PLAIN, TXTParser::new,
            MediaTypes.MARKDOWN, TXTParser::new,
            MediaTypes.CSV, TXTParser::new,
            MediaTypes.HTML, JSoupParser::new,
            MediaTypes.PDF, PDFParser::new,
            MediaTypes.DOCX, OOXMLParser::new,
            MediaTypes.XLSX, OOXMLParser::new,
            MediaTypes.PPTX, OOXMLParser::new,
            MediaTypes.ODT, OpenDocumentParser::new);

    /** Documents that are read at a time. One that does not stop when it is told to keeps its place until it does. */
    private static final int AT_A_TIME = 2;

    /** What a document's archive may have in all when unpacked: real ones have a few megabytes of text. */
    private static final long MOST_UNPACKED = 256L * 1024 * 1024;

    private static final int MOST_PARTS = 20_000;

    /** What PDFBox keeps in memory of one document; the rest is on the disk. */
    private static final long PDF_MEMORY = 64L * 1024 * 1024;

    @Resource
    private ManagedThreadFactory managedThreads;

    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final int maxCharacters;
    private final Duration timeout;
    private final ThreadFactory ownThreads;

    /** For the client proxy. */
    protected TextExtraction() {
        this(0, Duration.ZERO, null);
    }

    @Inject
    TextExtraction(MediaSettings settings) {
        this(settings.maxCharacters(), settings.extractionTimeout(), null);
    }

    TextExtraction(int maxCharacters, Duration timeout, ThreadFactory threads) {
        this.maxCharacters = maxCharacters;
        this.timeout = timeout;
        this.ownThreads = threads;
    }

    /** Whether this reads documents of a media type. */
    public static boolean reads(String mediaType) {
        return PARSERS.containsKey(mediaType);
    }

    /**
     * The text of a document, never blank.
     *
     * @param mediaType one that is {@linkplain #reads read}
     * @param name what people call the file, for the refusal
     * @throws Refusal when there is none, or it cannot be had: it says why, and what to do about it
     */
    public String text(Path file, String mediaType, String name) {
        Reading reading = new Reading(file, mediaType, name);
        FutureTask<String> task = new FutureTask<>(reading::read);
        takePlace(name);
        Thread thread;
        try {
            thread = threads().newThread(() -> {
                try {
                    task.run();
                } finally {
                    places.release();
                }
            });
            thread.start();
        } catch (RuntimeException | Error e) {
            places.release();
            throw e;
        }
        return await(task, name);
    }

    private ThreadFactory threads() {
        return ownThreads == null ? managedThreads : ownThreads;
    }

    private void takePlace(String name) {
        try {
            if (!places.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal(
                        ErrorCode.RATE_LIMIT_EXCEEDED,
                        "Too many documents are being read at the moment: upload " + name + " again in a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(name, e);
        }
    }

    private String await(FutureTask<String> task, String name) {
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    name + " takes longer than " + timeout.toSeconds()
                            + " seconds to read: split it, or upload its text as a plain text file.",
                    e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw stopped(name, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new IllegalStateException("The text of an upload cannot be read", e.getCause());
        }
    }

    private static Refusal stopped(String name, Exception cause) {
        return new Refusal(
                ErrorCode.INTERNAL_ERROR,
                "The server is being stopped; " + name + " was not stored. Upload it again.",
                cause);
    }

    /** One document. */
    private final class Reading {

        private final Path file;
        private final String mediaType;
        private final String name;

        Reading(Path file, String mediaType, String name) {
            this.file = file;
            this.mediaType = mediaType;
            this.name = name;
        }

        String read() throws IOException {
            if (mediaType.equals(MediaTypes.ODT) || mediaType.startsWith("application/vnd.openxmlformats")) {
                checkArchive();
            }
            StoppableText text = new StoppableText(maxCharacters);
            Metadata metadata = new Metadata();
            metadata.set(Metadata.CONTENT_TYPE, mediaType);
            try (TikaInputStream in = TikaInputStream.get(file)) {
                PARSERS.get(mediaType).get().parse(in, new BodyContentHandler(text), metadata, context());
            } catch (EncryptedDocumentException e) {
                throw refusal("is protected by a password: take the protection off and upload it again.", e);
            } catch (SAXException | TikaException | IOException | RuntimeException | StackOverflowError e) {
                if (text.full() || WriteLimitReachedException.isWriteLimitReached(e)) {
                    throw new Refusal(
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            name + " has more than " + maxCharacters
                                    + " characters of text, the most that a file may have: upload a part of it.");
                }
                throw refusal("is broken: its text cannot be read. Open and save it again, or upload its text.", e);
            }
            return present(text.toString());
        }

        /** PostgreSQL keeps no character zero, and no model wants one. */
        private String present(String text) {
            String clean = text.replace("\0", "").strip();
            if (clean.isEmpty()) {
                throw refusal(
                        "has no text that can be read. Pages that were scanned are pictures: upload them as such.",
                        null);
            }
            return clean;
        }

        /** An archive of some kilobytes can unpack to petabytes. What it says of itself is checked before any parser opens it. */
        private void checkArchive() throws IOException {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                long unpacked = 0;
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    unpacked += Math.max(0, entries.nextElement().getSize());
                    if (unpacked > MOST_UNPACKED || zip.size() > MOST_PARTS) {
                        throw new Refusal(
                                ErrorCode.PAYLOAD_TOO_LARGE,
                                name + " unpacks to more than " + ByteCount.text(MOST_UNPACKED) + " or to more than "
                                        + MOST_PARTS + " parts, which no document needs.");
                    }
                }
            }
        }

        private Refusal refusal(String why, Throwable cause) {
            return new Refusal(ErrorCode.INVALID_REQUEST, name + " " + why, cause);
        }
    }

    private static ParseContext context() {
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        pdf.setExtractUniqueInlineImagesOnly(false);
        pdf.setExtractBookmarksText(false);
        pdf.setMaxMainMemoryBytes(PDF_MEMORY);
        context.set(PDFParserConfig.class, pdf);
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setUseSAXPptxExtractor(true);
        office.setExtractMacros(false);
        context.set(OfficeParserConfig.class, office);
        return context;
    }

    /** A document in a document in a document is how one of them grows without an end. */
    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(
                java.io.InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            throw new IllegalStateException("Nothing embedded is parsed");
        }
    }
}
