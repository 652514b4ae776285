package dev.atrium.provider;

import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.mistral.MistralSpeechSynthesis;

class MistralSpeechSynthesisTest extends SpeechSynthesisContract {

    @Override
    String provider() {
        return "mistral";
    }

    @Override
    String model() {
        return "voxtral-mini-tts-latest";
    }

    @Override
    SpeechSynthesisService service(Parts of) {
        return new MistralSpeechSynthesis(of.calls(), of.clients(), of.limits());
    }
}
