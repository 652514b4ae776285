package dev.atrium.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.TextRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Counts tokens where no provider does. The count is exact for OpenAI's current models, whose encoding (o200k) it uses, and an estimate for
 * others.
 */
public final class TokenCounter {

    /** What a message costs beside its text: OpenAI's cookbook gives 3, the rest is for formats that are chattier. */
    private static final int TOKENS_PER_MESSAGE = 8;

    private static final int TOKENS_PER_REQUEST = 64;

    /** What a picture costs at most: Anthropic counts up to 4,784 tokens, OpenAI and Google less. */
    private static final int TOKENS_PER_IMAGE = 5_000;

    /** But for this one, of whose tokens each is cheap: by OpenAI's guide 2,833, and 5,667 for each of up to 8 tiles. */
    private static final String COUNTS_MORE = "gpt-4o-mini";

    private static final int TOKENS_PER_IMAGE_THERE = 2_833 + 8 * 5_667;

    private TokenCounter() {}

    /** Loaded when first needed: the table of the encoding has 200 000 entries. */
    private static final class O200k {
        static final Encoding ENCODING = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    public static long count(String text) {
        return text.isEmpty() ? 0 : O200k.ENCODING.countTokensOrdinary(text);
    }

    /** The input tokens of a request, its texts only: those of files and pictures are beyond guessing. */
    public static long count(TextRequest request) {
        return texts(request).mapToLong(TokenCounter::count).sum();
    }

    /**
     * No fewer tokens than any provider counts for the input: a token of a byte-level encoding stands for at least one byte of UTF-8.
     */
    public static long upperBound(TextRequest request) {
        return texts(request).mapToLong(TokenCounter::upperBound).sum()
                + request.messages().stream()
                        .mapToLong(message -> upperBoundOfMedia(message, perImage(request.model())))
                        .sum()
                + TOKENS_PER_REQUEST;
    }

    /** No fewer tokens than nearly any model counts for a message; see {@link #COUNTS_MORE}. */
    public static long upperBound(ChatMessage message) {
        return texts(message).mapToLong(TokenCounter::upperBound).sum() + upperBoundOfMedia(message, TOKENS_PER_IMAGE);
    }

    private static int perImage(String model) {
        return model.startsWith(COUNTS_MORE) ? TOKENS_PER_IMAGE_THERE : TOKENS_PER_IMAGE;
    }

    /** No fewer tokens than any provider counts for a message with this text. */
    public static long upperBound(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + (long) TOKENS_PER_MESSAGE;
    }

    private static Stream<String> texts(TextRequest request) {
        return Stream.of(
                        request.system().stream(),
                        request.messages().stream().flatMap(TokenCounter::texts),
                        request.features().tools().available().stream()
                                .map(tool -> tool.name() + tool.description() + tool.parameters()),
                        request.features().output() instanceof OutputFormat.JsonSchema shape
                                ? Stream.of(shape.schema().toString())
                                : Stream.<String>empty())
                .flatMap(Function.identity());
    }

    private static Stream<String> texts(ChatMessage message) {
        return message.parts().stream().map(part -> {
            if (part instanceof ChatMessage.ToolUse use) {
                return use.call().name() + use.call().arguments();
            }
            if (part instanceof ChatMessage.ToolResult result) {
                return result.text();
            }
            return part instanceof ChatMessage.Text text ? text.text() : "";
        });
    }

    private static long upperBoundOfMedia(ChatMessage message, int perImage) {
        return message.parts().stream()
                .mapToLong(part -> {
                    if (part instanceof ChatMessage.File file) {
                        return file.media().size() + (long) perImage;
                    }
                    return part instanceof ChatMessage.Image || part instanceof ChatMessage.ImageAddress ? perImage : 0;
                })
                .sum();
    }
}
