package dev.atrium.embedding;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Texts that come as the numbers of their tokens. Clients for OpenAI's embeddings that cut long texts by themselves send what they have cut in
 * this form; the encoding is that of all of OpenAI's models for it.
 */
public final class TokenText {

    private TokenText() {}

    /** Loaded when first needed: the table of the encoding has 100 000 entries. */
    private static final class Cl100k {
        static final Encoding ENCODING = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
    }

    /** The text that these tokens stand for; empty when one of them stands for nothing. */
    public static Optional<String> of(List<Integer> tokens) {
        IntArrayList numbers = new IntArrayList(tokens.size());
        tokens.forEach(numbers::add);
        try {
            return Optional.of(Cl100k.ENCODING.decode(numbers));
        } catch (RuntimeException unknown) {
            // JTokkit's word for a token that it does not know is a NullPointerException.
            return Optional.empty();
        }
    }
}
