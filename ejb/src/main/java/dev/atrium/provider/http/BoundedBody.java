package dev.atrium.provider.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Stops reading a body that is larger than a text can sensibly be, before it has filled the memory; and notices when a body ends before the
 * length that was announced, which the JDK's client passes over: its connection was lost.
 */
final class BoundedBody implements ReaderInterceptor {

    private final long maxBytes;

    BoundedBody(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Bounded(context.getInputStream(), maxBytes, length(context)));
        return context.proceed();
    }

    /** The length that was announced; empty for none, and for that of a content that is packed. */
    private static OptionalLong length(ReaderInterceptorContext context) {
        String announced = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        boolean packed = context.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING);
        return announced == null || packed || !announced.matches("[0-9]{1,18}")
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(announced));
    }

    static final class Bounded extends FilterInputStream {

        private final long maxBytes;
        private final OptionalLong announced;
        private long read;

        Bounded(InputStream in, long maxBytes, OptionalLong announced) {
            super(in);
            this.maxBytes = maxBytes;
            this.announced = announced;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? -1 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int size = super.read(bytes, offset, length);
            count(size);
            return size;
        }

        private void count(int size) throws IOException {
            read += Math.max(0, size);
            if (read > maxBytes) {
                throw new TooLargeException(maxBytes);
            }
            if (size < 0 && announced.isPresent() && read < announced.getAsLong()) {
                throw new EOFException("The body ended after " + read + " of " + announced.getAsLong() + " bytes");
            }
        }
    }
}
