package dev.atrium.provider;

import dev.atrium.provider.api.TranscriptionService;
import dev.atrium.provider.openai.CompatibleTranscription;

class CompatibleTranscriptionTest extends TranscriptionContract {

    @Override
    String provider() {
        return "compatible";
    }

    @Override
    String model() {
        return "faster-whisper";
    }

    @Override
    TranscriptionService service(Parts of) {
        return new CompatibleTranscription(of.calls(), of.clients(), of.limits());
    }
}
