package dev.atrium.rest.openai;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody said.
 *
 * @param role {@code system}, {@code developer}, {@code user}, {@code assistant} or {@code tool}
 * @param content a text, or an array of parts
 * @param toolCalls the tools that the assistant asked for
 * @param toolCallId which call a tool's result belongs to
 */
public record ChatMessageBody(
        @NotBlank(message = "must be given") String role,

        @Schema(
                description =
                        "A text, or an array of parts: `text`, `image_url` with a `data:` URL, `file` with `file_data`")
        JsonValue content,

        @JsonbProperty("tool_calls") List<@Valid ToolCallBody> toolCalls,

        @JsonbProperty("tool_call_id") String toolCallId) {}
