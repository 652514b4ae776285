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
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.text.TextCandidates;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
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

    /** Far more than prose has: where this says that there is no room, there is none. */
    private static final int MOST_CHARACTERS_PER_TOKEN = 16;

    private static final int TITLE_LENGTH = 60;

    @Inject
    private ConversationRepository conversations;

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
        Conversation conversation = command.conversationId()
                .map(id -> locked(caller, id))
                .orElseGet(() -> begin(caller, command.message(), now));
        Optional<UUID> parent = parent(conversation, command);
        List<StoredFile> attached = attachments.require(caller, command.attachments(), offers.get(0));
        List<Candidate> answering = candidates.of(
                offers,
                conversation.systemPrompt(),
                context(conversation, parent, command.message(), attached, offers),
                command.options());

        ModelOffer offer = offers.get(0);
        UUID generationId = Order.newId();
        Message question = Message.fromUser(
                conversation.id(), conversation.nextNumber(), parent.orElse(null), command.message(), now);
        Message answer = Message.answerTo(
                question, UuidV7.next(), conversation.nextNumber(), generationId, offer.name(), offer.provider(), now);
        conversations.add(question);
        conversations.add(answer);
        conversations.flush();
        attachments.attach(question, attached);
        conversation.use(offer.name(), offer.provider());
        conversation.moveHead(answer.id(), now);

        Order order = new Order(
                generationId,
                Generation.Service.TEXT,
                caller,
                answering,
                Optional.of(new Order.Turn(conversation.id(), question.id(), answer.id())),
                Optional.empty(),
                Optional.empty(),
                command.streamed());
        generations.begin(order);
        return order;
    }

    /** Who could answer a turn if it were opened now. */
    public List<Candidate> candidates(Caller caller, ChatCommand command, List<ModelOffer> offers) {
        Optional<Conversation> conversation = command.conversationId().map(id -> conversations
                .find(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("conversation")));
        if (conversation.isEmpty() && command.parentMessageId().isPresent()) {
            throw Refusal.notFound("message");
        }
        List<StoredFile> attached = attachments.require(caller, command.attachments(), offers.get(0));
        List<ChatMessage> context = conversation
                .map(found -> context(found, parent(found, command), command.message(), attached, offers))
                .orElseGet(() -> context(List.of(), command.message(), attached, offers));
        return candidates.of(offers, conversation.flatMap(Conversation::systemPrompt), context, command.options());
    }

    private Conversation locked(Caller caller, UUID id) {
        return conversations
                .findForUpdate(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    private Conversation begin(Caller caller, String firstMessage, Instant now) {
        Conversation conversation = new Conversation(
                caller.workspaceId(), caller.userId(), title(firstMessage), TitledBy.FIRST_MESSAGE, now);
        conversations.add(conversation);
        return conversation;
    }

    /** The beginning of the first line that says something, cut at a word. */
    static String title(String message) {
        String line = message.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("…");
        if (line.length() <= TITLE_LENGTH) {
            return line;
        }
        int space = line.lastIndexOf(' ', TITLE_LENGTH);
        int end = space > TITLE_LENGTH / 2 ? space : TITLE_LENGTH;
        // A pair of surrogates is one character and stays whole.
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private Optional<UUID> parent(Conversation conversation, ChatCommand command) {
        if (command.parentMessageId().isEmpty()) {
            return conversation.headId();
        }
        return command.parentMessageId()
                .flatMap(id -> conversations.findMessage(conversation.id(), id))
                .map(message -> Optional.of(message.id()))
                .orElseThrow(() -> Refusal.notFound("message"));
    }

    /** The branch up to the parent, and the new message. Neighbours that one side said are joined, as providers want the sides to alternate. */
    private List<ChatMessage> context(
            Conversation conversation,
            Optional<UUID> parent,
            String message,
            List<StoredFile> attached,
            List<ModelOffer> offers) {
        List<Message> branch = parent.map(id -> conversations.findBranch(conversation.id(), id, MAX_CONTEXT_MESSAGES))
                .orElse(List.of());
        return context(branch, message, attached, offers);
    }

    private List<ChatMessage> context(
            List<Message> branch, String message, List<StoredFile> attached, List<ModelOffer> offers) {
        int pictures = Attachments.pictures(attached);
        ChatMessage asked =
                new ChatMessage(ChatMessage.Role.USER, attachments.inContext(message, attached, pictures));
        List<ChatMessage> context = new ArrayList<>();
        said(branch, room(offers) - asked.text().length(), attachments.mostPictures() - pictures)
                .forEach(said -> say(context, said));
        say(context, asked);
        return context;
    }

    /**
     * What was said, from the end back to where no window has room, so that of a long conversation not every file is read.
     *
     * @param pictures how many pictures are sent, the latest ones
     */
    private List<ChatMessage> said(List<Message> branch, long room, int pictures) {
        Map<UUID, List<StoredFile>> files = attachments.of(branch);
        Deque<ChatMessage> said = new ArrayDeque<>();
        long left = room;
        int shown = pictures;
        for (int i = branch.size() - 1; i >= 0 && left > 0; i--) {
            Message message = branch.get(i);
            List<StoredFile> attached = files.getOrDefault(message.id(), List.of());
            ChatMessage then = new ChatMessage(
                    ChatMessage.Role.valueOf(message.role().name()),
                    attachments.inContext(message.content(), attached, Math.max(0, shown)));
            said.addFirst(then);
            left -= then.text().length();
            shown -= Attachments.pictures(attached);
        }
        return List.copyOf(said);
    }

    private static long room(List<ModelOffer> offers) {
        return offers.stream()
                        .mapToLong(offer -> offer.facts().contextWindow())
                        .max()
                        .orElse(0)
                * MOST_CHARACTERS_PER_TOKEN;
    }

    private static void say(List<ChatMessage> context, ChatMessage message) {
        if (message.isBlank()) {
            return;
        }
        int last = context.size() - 1;
        if (last >= 0 && context.get(last).role() == message.role()) {
            context.set(last, context.get(last).joined(message));
        } else {
            context.add(message);
        }
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
