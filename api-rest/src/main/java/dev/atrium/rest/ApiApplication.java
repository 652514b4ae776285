package dev.atrium.rest;

import dev.atrium.rest.account.AuthResource;
import dev.atrium.rest.account.ProfileResource;
import dev.atrium.rest.admin.AuditResource;
import dev.atrium.rest.admin.EndpointResource;
import dev.atrium.rest.admin.LedgerResource;
import dev.atrium.rest.admin.ModelAdminResource;
import dev.atrium.rest.admin.ProviderResource;
import dev.atrium.rest.chat.ChatResource;
import dev.atrium.rest.chat.ConversationResource;
import dev.atrium.rest.chat.MessageResource;
import dev.atrium.rest.estimate.EstimateResource;
import dev.atrium.rest.file.FileResource;
import dev.atrium.rest.file.UploadLimit;
import dev.atrium.rest.generation.GenerationHistoryResource;
import dev.atrium.rest.generation.GenerationResource;
import dev.atrium.rest.generation.ReplayHeader;
import dev.atrium.rest.image.ImageResource;
import dev.atrium.rest.json.JsonFormat;
import dev.atrium.rest.json.RecordReader;
import dev.atrium.rest.limit.LimitFilter;
import dev.atrium.rest.model.ModelResource;
import dev.atrium.rest.openai.ChatCompletionResource;
import dev.atrium.rest.openai.EmbeddingResource;
import dev.atrium.rest.openai.ImageGenerationResource;
import dev.atrium.rest.openai.ModelListResource;
import dev.atrium.rest.openai.ModerationResource;
import dev.atrium.rest.openai.SpokenTextResource;
import dev.atrium.rest.openai.TextCompletionResource;
import dev.atrium.rest.openai.TranscribedAudioResource;
import dev.atrium.rest.preset.PresetCategoryResource;
import dev.atrium.rest.preset.PresetResource;
import dev.atrium.rest.problem.ConstraintViolationMapper;
import dev.atrium.rest.problem.EjbFailureMapper;
import dev.atrium.rest.problem.FailureMapper;
import dev.atrium.rest.problem.HttpErrorMapper;
import dev.atrium.rest.problem.OpenAiError;
import dev.atrium.rest.problem.Problem;
import dev.atrium.rest.problem.RefusalMapper;
import dev.atrium.rest.security.AdminFilter;
import dev.atrium.rest.security.CsrfFilter;
import dev.atrium.rest.security.ScopeFilter;
import dev.atrium.rest.speech.SpeechResource;
import dev.atrium.rest.stream.EventStreamHeaders;
import dev.atrium.rest.stream.StreamChoice;
import dev.atrium.rest.text.CompletionResource;
import dev.atrium.rest.token.TokenResource;
import dev.atrium.rest.transcription.TranscriptResource;
import dev.atrium.rest.transcription.TranscriptionResource;
import dev.atrium.rest.workspace.MemberResource;
import dev.atrium.rest.workspace.ProviderKeyResource;
import dev.atrium.rest.workspace.StatementResource;
import dev.atrium.rest.workspace.WorkspaceResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The API's address and its parts. They are named, since a server that searches for them takes the interfaces of the REST clients for
 * resources, too.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Atrium",
                        version = "1.0",
                        description =
                                "AI providers behind one API, metered in credits. Every refusal is a problem document"
                                        + " (RFC 9457) with a stable `code`. A request acts in the user's current"
                                        + " workspace, or in the one that the header `X-Workspace-Id` names."),
        security = @SecurityRequirement(name = "bearer"),
        tags = {
            @Tag(name = "Account", description = "Signing up, profile, and tokens"),
            @Tag(name = "Generation", description = "Text and chat"),
            @Tag(name = "Conversations"),
            @Tag(name = "Presets", description = "Prompts with gaps that a form fills"),
            @Tag(name = "Files", description = "What is sent with messages, and what was generated"),
            @Tag(name = "Models"),
            @Tag(
                    name = "OpenAI-compatible",
                    description =
                            "For clients of OpenAI: the base address is `/api/openai/v1`, the key an access token."
                                    + " Errors are as OpenAI's."),
            @Tag(name = "Workspaces"),
            @Tag(name = "Administration", description = "For administrators of the organisation")
        },
        components =
                @Components(
                        schemas = {
                            @Schema(name = "Problem", implementation = Problem.class),
                            @Schema(name = "OpenAiError", implementation = OpenAiError.class)
                        }))
@SecurityScheme(
        securitySchemeName = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "A token of `POST /api/auth/token`, a personal access token of `POST /api/tokens`, or one of the"
                + " external issuer that is configured")
@ApplicationPath("api")
public class ApiApplication extends Application {

    /**
     * For Jersey; others take no notice. The API is described by its OpenAPI document, and not in WADL to whoever sends OPTIONS. The first 8 KB
     * of an answer are not held back to count them, since a stream is to be read as it is written.
     */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true, "jersey.config.server.contentLength.buffer", 0);
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                AuditResource.class,
                AuthResource.class,
                ChatCompletionResource.class,
                ChatResource.class,
                CompletionResource.class,
                ConversationResource.class,
                EmbeddingResource.class,
                EstimateResource.class,
                FileResource.class,
                GenerationHistoryResource.class,
                GenerationResource.class,
                ImageGenerationResource.class,
                ImageResource.class,
                LedgerResource.class,
                MessageResource.class,
                MemberResource.class,
                EndpointResource.class,
                ModelAdminResource.class,
                ModelListResource.class,
                ModelResource.class,
                PresetCategoryResource.class,
                PresetResource.class,
                ModerationResource.class,
                ProviderResource.class,
                ProfileResource.class,
                ProviderKeyResource.class,
                SpeechResource.class,
                SpokenTextResource.class,
                StatementResource.class,
                TextCompletionResource.class,
                TokenResource.class,
                TranscribedAudioResource.class,
                TranscriptResource.class,
                TranscriptionResource.class,
                WorkspaceResource.class,
                AdminFilter.class,
                CsrfFilter.class,
                LimitFilter.class,
                EventStreamHeaders.class,
                QueryValues.class,
                ReplayHeader.class,
                ScopeFilter.class,
                StreamChoice.class,
                UploadLimit.class,
                JsonFormat.class,
                RecordReader.class,
                ConstraintViolationMapper.class,
                EjbFailureMapper.class,
                FailureMapper.class,
                HttpErrorMapper.class,
                RefusalMapper.class);
    }
}
