package dev.atrium.provider;

import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.openai.CompatibleSpeechSynthesis;

class CompatibleSpeechSynthesisTest extends SpeechSynthesisContract {

    @Override
    String provider() {
        return "compatible";
    }

    @Override
    String model() {
        return "kokoro";
    }

    @Override
    SpeechSynthesisService service(Parts of) {
        return new CompatibleSpeechSynthesis(of.calls(), of.clients(), of.limits());
    }
}
