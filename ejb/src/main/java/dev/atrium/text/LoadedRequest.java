package dev.atrium.text;

import dev.atrium.provider.api.TextRequest;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/**
 * A request whose pictures are read when somebody is about to be asked. While a call has it, it is the same object, by which retries are told
 * from new requests; nobody keeps the pictures after that, though generations are kept for a while.
 */
final class LoadedRequest implements Supplier<TextRequest> {

    private final TextRequest request;
    private WeakReference<TextRequest> loaded = new WeakReference<>(null);

    LoadedRequest(TextRequest request) {
        this.request = request;
    }

    @Override
    public synchronized TextRequest get() {
        TextRequest known = loaded.get();
        if (known == null) {
            known = request.loaded();
            loaded = new WeakReference<>(known);
        }
        return known;
    }
}
