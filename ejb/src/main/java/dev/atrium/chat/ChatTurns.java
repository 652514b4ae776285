package dev.atrium.chat;

import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationEnded;
import dev.atrium.generation.GenerationService;
import dev.atrium.generation.Order;
import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.Conversation.TitledBy;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.provider.ModelOffer;
import dev.atrium.security.Caller;
import dev.atrium.text.TextCandidates;
import dev.atrium.text.TextOptions;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The transactions of a turn, which is a question with its answer. It opens with both messages, the generation and the reservation
 * together, so that a turn that cannot be paid leaves nothing behind; it ends in the transaction that charges the answer.
 */
@Stateless
public class ChatTurns {

    /** Messages that are looked at as context, those nearest to the end; the model's window decides how many of them are sent. */
    private static final int MAX_CONTEXT_MESSAGES = 1_000;

    @Inject
    private ConversationAccess access;

    @Inject
    private ConversationRepository conversations;

    @Inject
    private TurnPlaces places;

    @Inject
    private ChatContext contexts;

    @Inject
    private GenerationService generations;

    @Inject
    private TextCandidates candidates;

    @Inject
    private Attachments attachments;

    @Inject
    private Clock clock;

    /**
     * Opens a turn, whose answer may then be generated. Writers of one conversation take turns, which keeps its order total and without gaps.
     *
     * @param offers the model that was asked for, then those to fall back to
     */
    public Order open(Caller caller, ChatCommand command, List<ModelOffer> offers) {
        Instant now = clock.instant();
        Conversation conversation =
                command.conversationId().map(id -> access.toWrite(caller, id)).orElseGet(() -> begin(caller, now));
        TurnPlace place = places.find(caller, Optional.of(conversation), command.ask(), offers.get(0));
        remember(conversation, command, place, offers.get(0));
        List<Candidate> answering = candidates(Optional.of(conversation), command, place, offers);

        ModelOffer offer = offers.get(0);
        UUID generationId = Order.newId();
        Message followed = place.existing().orElseGet(() -> ask(conversation, place, now));
        Message answer = Message.answerTo(
                followed, UuidV7.next(), conversation.nextNumber(), generationId, offer.name(), offer.provider(), now);
        conversations.add(answer);
        conversations.flush();
        if (place.existing().isEmpty()) {
            attachments.attach(followed, place.attached());
        }
        conversation.moveHead(answer.id(), now);

        Order order = new Order(
                generationId,
                Generation.Service.TEXT,
                caller,
                answering,
                Optional.of(new Order.Turn(conversation.id(), followed.id(), answer.id())),
                Optional.empty(),
                Optional.empty(),
                command.streamed());
        generations.begin(order);
        return order;
    }

    /** Who could answer a turn if it were opened now. */
    public List<Candidate> candidates(Caller caller, ChatCommand command, List<ModelOffer> offers) {
        Optional<Conversation> conversation = command.conversationId().map(id -> access.own(caller, id));
        TurnPlace place = places.find(caller, conversation, command.ask(), offers.get(0));
        return candidates(conversation, command, place, offers);
    }

    private List<Candidate> candidates(
            Optional<Conversation> conversation, ChatCommand command, TurnPlace place, List<ModelOffer> offers) {
        List<Message> branch = conversation
                .flatMap(found ->
                        place.parentId().map(id -> conversations.findBranch(found.id(), id, MAX_CONTEXT_MESSAGES)))
                .orElse(List.of());
        return candidates.of(
                offers,
                command.system().or(() -> conversation.flatMap(Conversation::systemPrompt)),
                contexts.of(branch, place.text(), place.attached(), offers),
                options(conversation, command, offers.get(0)));
    }

    private static TextOptions options(Optional<Conversation> conversation, ChatCommand command, ModelOffer offer) {
        return conversation
                .flatMap(Conversation::parameters)
                .map(remembered ->
                        command.options().orElse(TextOptions.parse(remembered).writtenBy(offer)))
                .orElse(command.options());
    }

    private Conversation begin(Caller caller, Instant now) {
        Conversation conversation = new Conversation(
                caller.workspaceId(), caller.userId(), ConversationService.UNTITLED, TitledBy.FIRST_MESSAGE, now);
        conversations.add(conversation);
        return conversation;
    }

    /** The conversation goes on as it is asked now. */
    private static void remember(Conversation conversation, ChatCommand command, TurnPlace place, ModelOffer offer) {
        if (conversation.messageCount() == 0 && conversation.titledBy() == TitledBy.FIRST_MESSAGE) {
            String about = command.preset().map(PresetPrompt::title).orElse(place.text());
            conversation.rename(AutomaticTitle.of(about), TitledBy.FIRST_MESSAGE);
        }
        conversation.use(offer.name(), offer.provider());
        command.preset().map(PresetPrompt::presetId).ifPresent(conversation::usePreset);
        command.system().ifPresent(system -> conversation.instruct(system.isBlank() ? null : system));
        JsonObject parameters =
                options(Optional.of(conversation), command, offer).toJson();
        conversation.answerWith(parameters.isEmpty() ? null : parameters.toString());
    }

    private Message ask(Conversation conversation, TurnPlace place, Instant now) {
        Message question = Message.fromUser(
                conversation.id(), conversation.nextNumber(), place.parentId().orElse(null), place.text(), now);
        conversations.add(question);
        return question;
    }

    /** The answer ends with its generation; a conversation that was deleted meanwhile has nothing to end. */
    public void end(@Observes GenerationEnded ended) {
        Generation generation = ended.generation();
        generation.messageId().flatMap(conversations::findAnswer).ifPresent(answer -> {
            answer.answeredBy(generation.model(), generation.provider());
            answer.end(
                    status(generation.status()),
                    ended.text(),
                    ended.reasoning(),
                    generation.finishReason().orElseThrow());
            generation.usage().ifPresent(usage -> answer.charge(usage.input(), usage.output(), generation.credits()));
        });
    }

    private static Message.Status status(Generation.Status status) {
        return switch (status) {
            case COMPLETED -> Message.Status.COMPLETE;
            case CANCELLED -> Message.Status.CANCELLED;
            case FAILED -> Message.Status.FAILED;
            case RUNNING -> throw new IllegalArgumentException("A generation that runs has not ended");
        };
    }
}
