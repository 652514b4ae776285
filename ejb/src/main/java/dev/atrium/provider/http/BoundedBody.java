package dev.atrium.provider.http;

import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that is larger than a text can sensibly be, before it has filled the memory. */
final class BoundedBody implements ReaderInterceptor {

    private final long maxBytes;

    BoundedBody(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Bounded(context.getInputStream(), maxBytes));
        return context.proceed();
    }

    static final class Bounded extends FilterInputStream {

        private final long maxBytes;
        private long left;

        Bounded(InputStream in, long maxBytes) {
            super(in);
            this.maxBytes = maxBytes;
            this.left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int size = super.read(bytes, offset, length);
            count(Math.max(0, size));
            return size;
        }

        private void count(int size) {
            left -= size;
            if (left < 0) {
                throw new TooLargeException(maxBytes);
            }
        }
    }
}
