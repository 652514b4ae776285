package dev.atrium.provider;

import dev.atrium.provider.api.ModerationService;
import dev.atrium.provider.openai.OpenAiModeration;

class OpenAiModerationTest extends ModerationContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    String model() {
        return "omni-moderation-latest";
    }

    @Override
    ModerationService service(Parts of) {
        return new OpenAiModeration(of.calls(), of.clients(), of.limits());
    }
}
