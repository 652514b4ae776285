package dev.atrium.provider;

import dev.atrium.provider.api.ModerationService;
import dev.atrium.provider.mistral.MistralModeration;

class MistralModerationTest extends ModerationContract {

    @Override
    String provider() {
        return "mistral";
    }

    @Override
    String model() {
        return "mistral-moderation-latest";
    }

    @Override
    ModerationService service(Parts of) {
        return new MistralModeration(of.calls(), of.clients(), of.limits());
    }
}
