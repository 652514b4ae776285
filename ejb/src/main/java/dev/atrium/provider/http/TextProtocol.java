package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TextRequest;
import java.net.http.HttpRequest;

/** How a vendor's wire format streams text. Stateless. */
public interface TextProtocol extends FailureClassifier {

    /** The request that asks for a streamed answer, complete but for timeouts. */
    HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint);

    /** A decoder for one answer that began well. */
    StreamDecoder decoder(AnswerHead head);
}
