package dev.atrium.provider.api;

/** The wire formats that Atrium speaks. */
public enum Vendor {
    OPENAI,
    ANTHROPIC,
    GOOGLE,
    MISTRAL,
    /** A server that speaks OpenAI's format without being OpenAI: vLLM, Ollama, LiteLLM, Azure OpenAI. */
    COMPATIBLE
}
