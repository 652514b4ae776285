package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TokenUsage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request and the stream that answers it. No thread waits for it: the HTTP client calls in when bytes arrive, the
 * alarm when none do.
 *
 * <p>Bytes are asked for only when the reader has taken what there is, so what is held at any time is what one read of
 * the socket brought. Client, alarm and reader may come at the same time: this object's lock keeps their bookkeeping
 * apart, and is never held while the reader runs.
 */
final class EventStreamExchange implements Subscriber<List<ByteBuffer>> {

    /** For what follows the answer's end. Reading it, which takes no time, lets the connection be used again. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How often a reader is looked after that takes its time. */
    private static final Duration READER_CHECK = Duration.ofSeconds(1);

    private final ProviderEndpoint endpoint;
    private final String provider;
    private final TextProtocol protocol;
    private final TextLimits limits;
    private final Alarm alarm;
    private final SerialTextStream stream = new SerialTextStream(this::askForMore, this::close, this::usageSoFar);
    private final CompletableFuture<TextStream> opened = new Opening();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final long started = System.nanoTime();

    private CompletableFuture<HttpResponse<String>> response;
    private StreamReading reading;
    private Subscription body;
    private long heard = started;
    private boolean anyByte;
    private boolean publishing;
    private boolean over;
    private boolean closed;

    EventStreamExchange(ProviderEndpoint endpoint, TextProtocol protocol, TextLimits limits, Executor executor) {
        this.endpoint = endpoint;
        this.provider = endpoint.provider();
        this.protocol = protocol;
        this.limits = limits;
        this.alarm = new Alarm(this::lookAfter, executor);
    }

    /** Sends the request. Cancelling the future closes the connection, as cancelling the stream does later on. */
    CompletableFuture<TextStream> send(HttpClient client, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> sent = client.sendAsync(request, this::bodySubscriber);
        synchronized (this) {
            response = sent;
        }
        alarm.set(remaining());
        CompletableFuture<HttpResponse<String>> unused = sent.whenComplete(this::answered);
        return opened;
    }

    /** The status counts before the content type: Google labels the JSON of an error as an event stream. */
    private BodySubscriber<String> bodySubscriber(ResponseInfo info) {
        AnswerHead head = new AnswerHead(provider, info.statusCode(), info.headers()::firstValue);
        endpoint.log().ifPresent(log -> head.requestId().ifPresent(log::named));
        if (!head.isSuccess() || isDocument(head)) {
            return new BoundedText();
        }
        synchronized (this) {
            reading = new StreamReading(provider, protocol.decoder(head), limits.eventBytes());
        }
        return BodySubscribers.fromSubscriber(this, ignored -> "");
    }

    /** Compatible servers name all sorts of types for an event stream; but these two are surely none. */
    private static boolean isDocument(AnswerHead head) {
        String type = head.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("text/html");
    }

    private void answered(HttpResponse<String> answer, Throwable failure) {
        if (failure != null) {
            breakOff(broken(failure));
        } else if (!isStreaming()) {
            AnswerHead head = new AnswerHead(provider, answer.statusCode(), answer.headers()::firstValue);
            breakOff(protocol.failure(head, answer.body()));
        }
    }

    private synchronized boolean isStreaming() {
        return reading != null;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (begin(subscription)) {
            subscription.request(1);
        } else {
            subscription.cancel();
        }
    }

    private synchronized boolean begin(Subscription subscription) {
        body = subscription;
        return !closed;
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (hearsFirstByte()) {
            alarm.set(limits.silence());
        }
        publish(read(bytes));
        paused.set(true);
        if (listens()) {
            askForMore();
        }
    }

    private synchronized boolean hearsFirstByte() {
        boolean first = !anyByte;
        anyByte = true;
        heard = System.nanoTime();
        return first;
    }

    private synchronized List<StreamEvent> read(List<ByteBuffer> bytes) {
        heard = System.nanoTime();
        publishing = true;
        return over ? List.of() : reading.feed(bytes);
    }

    /** Nobody is waited for when the reader has taken everything, or is to get no more. */
    private synchronized boolean listens() {
        publishing = false;
        heard = System.nanoTime();
        return over || stream.isIdle();
    }

    private void askForMore() {
        if (paused.compareAndSet(true, false)) {
            body.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        breakOff(broken(failure));
    }

    @Override
    public void onComplete() {
        List<StreamEvent> last;
        synchronized (this) {
            closed = true;
            last = over ? List.of() : reading.finish();
        }
        publish(last);
        close();
    }

    /** Ends the exchange for a reason that is not the stream's own. */
    private void breakOff(ProviderException reason) {
        publish(lastWords(reason));
        close();
    }

    private synchronized Optional<TokenUsage> usageSoFar() {
        return reading == null ? Optional.empty() : reading.usageSoFar();
    }

    private synchronized List<StreamEvent> lastWords(ProviderException reason) {
        if (over) {
            return List.of();
        }
        return reading == null ? List.of(new StreamEvent.Failed(reason)) : reading.breakOff(reason);
    }

    private void publish(List<StreamEvent> events) {
        events.forEach(this::publish);
    }

    private void publish(StreamEvent event) {
        boolean last = event instanceof StreamEvent.Completed || event instanceof StreamEvent.Failed;
        if (!mayPublish(last)) {
            return;
        }
        if (event instanceof StreamEvent.Failed failed && opened.completeExceptionally(failed.cause())) {
            close();
            return;
        }
        stream.emit(event);
        opened.complete(stream);
        if (event instanceof StreamEvent.Completed) {
            alarm.set(LINGER);
        } else if (last) {
            close();
        }
    }

    private synchronized boolean mayPublish(boolean last) {
        boolean may = !over;
        over |= last;
        return may;
    }

    /** The alarm: something should have been heard by now, unless it is the reader that takes its time. */
    private void lookAfter() {
        if (isReaderBusy()) {
            alarm.set(READER_CHECK);
            return;
        }
        Duration wait = remaining();
        if (wait.isZero()) {
            breakOff(Failure.of(provider, Kind.TIMEOUT).isTransient(true).exception());
        } else {
            alarm.set(wait);
        }
    }

    private synchronized boolean isReaderBusy() {
        boolean readerIsBusy = !over && (publishing || (paused.get() && stream.hasReader()));
        if (readerIsBusy) {
            heard = System.nanoTime();
        }
        return readerIsBusy;
    }

    /** The time until something must have been heard; zero when it is up. */
    private synchronized Duration remaining() {
        long now = System.nanoTime();
        Duration patience = anyByte ? limits.silence() : limits.firstByte();
        long silent = heard + patience.toNanos() - now;
        long tooLong = started + limits.answer().toNanos() - now;
        return over ? Duration.ZERO : Duration.ofNanos(Math.max(0, Math.min(silent, tooLong)));
    }

    private ProviderException broken(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return Failure.of(provider, Kind.UNAVAILABLE)
                .isTransient(cause instanceof IOException)
                .cause(cause)
                .exception();
    }

    /** Gives up the connection, if there still is one. */
    private void close() {
        alarm.off();
        CompletableFuture<HttpResponse<String>> request;
        Subscription subscription;
        synchronized (this) {
            over = true;
            request = closed ? null : response;
            subscription = closed ? null : body;
            closed = true;
        }
        if (subscription != null) {
            subscription.cancel();
        } else if (request != null) {
            request.cancel(true);
        }
    }

    private final class Opening extends CompletableFuture<TextStream> {

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            if (cancelled) {
                close();
            }
            return cancelled;
        }
    }
}
