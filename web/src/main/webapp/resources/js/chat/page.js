/** The chat page: ties the list, the thread and the composer together and keeps the address in step. */
import { get, post, Problem } from '../core/api.js';
import { partsOf } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { explain } from '../core/problem.js';
import { signInAgain } from '../core/session.js';
import { Answer } from '../answer/answer.js';
import { ask, EventsGone, resume } from '../answer/generation.js';
import { ModelSelector } from '../models/selector.js';
import { refreshCredits } from '../shell/credits.js';
import { toast } from '../shell/toast.js';
import { newestBranch } from './branch.js';
import { Composer } from './composer.js';
import { ConversationList } from './conversations.js';
import { Thread } from './thread.js';

const context = document.querySelector('meta[name="atrium-context"]').content;
const parts = partsOf(document);
const pageTitle = document.title;

/** How many messages of a conversation are fetched at once. */
const PAGE = 100;

/** What is open: its id (null in a new chat), its last message, the running answer, and the switch that ends listening to it. */
let open = newlyOpened(null);

function newlyOpened(id) {
    return { id, generationId: null, stopWanted: false, lastMessageId: null, listening: new AbortController() };
}

const thread = new Thread(parts);
const composer = new Composer(parts, { onSend: send, onStop: stop });
const models = new ModelSelector(parts, { capability: 'text', onChange: (model) => composer.adaptTo(model) });
const conversations = new ConversationList(parts, {
    context,
    nameOfModel: (id) => models.named(id).name,
    onDeleted: (id) => id === open.id && leave(),
    onRenamed: ({ id, title }) => id === open.id && showTitle(title),
});

/* Going somewhere */

function go(id) {
    history.pushState(null, '', id ? `${context}/chat/${id}` : `${context}/chat`);
    show(id);
}

/** To a new chat, from a conversation that does not exist any more: the back button must not lead there. */
function leave() {
    history.replaceState(null, '', `${context}/chat`);
    show(null);
}

/** @param {boolean} resuming whether to listen to an answer that still runs; not again after its events are gone */
async function show(id, { resuming = true } = {}) {
    open.listening.abort();
    const here = newlyOpened(id);
    open = here;
    conversations.current = id;
    composer.running = false;
    composer.clearProblem();
    document.dispatchEvent(new CustomEvent('atrium:navigated'));
    showTitle(id ? '' : null);
    thread.clear({ welcome: !id });
    parts.older.hidden = true;
    composer.focus();
    if (!id) {
        return;
    }
    try {
        const conversation = await get(`/conversations/${id}?limit=${PAGE}`, { signal: here.listening.signal });
        const last = conversation.messages.at(-1);
        const running = resuming && last?.status === 'streaming' && last.generationId;
        showConversation(here, conversation, running ? last : null);
        if (running) {
            const question = conversation.messages.find((m) => m.id === last.parentId);
            const element = parts.column.lastElementChild;
            const onRetry = question && element ? () => again(element, question) : undefined;
            const answer = addLiveAnswer(models.named(last.model));
            await listen(here, resume(last.generationId, here.listening.signal), answer, onRetry);
        }
    } catch (e) {
        if (open !== here || e.name === 'AbortError') {
            return;
        }
        if (e.status === 401) {
            signInAgain();
        } else if (e.status === 404) {
            toast(t('conversations.notFound'), { bad: true });
            leave();
        } else {
            composer.showProblem(e instanceof Problem ? e : new Problem(0));
        }
    }
}

/** @param running the message that is about to be shown live, and therefore not as it is stored */
function showConversation(here, conversation, running) {
    showTitle(conversation.title);
    models.select(conversation.model);
    const messages = newestBranch(conversation.messages).filter((m) => m !== running);
    const last = messages.at(-1);
    const question = messages.at(-2);
    const modelOf = (message) => models.named(message.model ?? conversation.model);
    here.lastMessageId = (running ?? last)?.id ?? null;
    thread.clear({ welcome: !messages.length && !running });
    thread.showStored(messages, modelOf, (message) =>
        message === last && question?.role === 'user'
            ? () => again(parts.column.children[parts.column.children.length - 2], question)
            : undefined,
    );
    offerOlder(here, conversation.messages, modelOf);
}

/** A long conversation is fetched from its end; what came before, when the reader asks for it. */
function offerOlder(here, messages, modelOf) {
    parts.older.hidden = messages.length < PAGE;
    parts.older.onclick = async () => {
        parts.older.disabled = true;
        try {
            const { messages: older } = await get(
                `/conversations/${here.id}?limit=${PAGE}&before=${messages[0].id}`,
                { signal: here.listening.signal },
            );
            const known = newestBranch([...older, ...messages]);
            thread.showOlder(known.filter((m) => older.includes(m)), modelOf);
            if (older.length < PAGE) {
                parts.older.hidden = true;
            } else {
                offerOlder(here, [...older, ...messages], modelOf);
            }
        } catch (e) {
            if (e.name !== 'AbortError') {
                toast(t('chat.older.failed'), { bad: true });
            }
        } finally {
            parts.older.disabled = false;
        }
    };
}

function showTitle(title) {
    const text = title || t(title === null ? 'chat.new' : 'conversations.untitled');
    parts.title.textContent = title === '' ? '' : text;
    document.title = title ? `${title} · Atrium` : pageTitle;
}

/* Asking */

/**
 * @param {Array} files what was uploaded to go with it
 * @param {?string} parentId the message to go on from; without one, the last
 */
async function send(text, files = [], parentId = null) {
    const here = open;
    const previousId = parentId ?? here.lastMessageId;
    const model = models.selected;
    if (!model) {
        composer.restore(text, files);
        composer.showProblem(new Problem(400, { detail: t('models.none') }));
        return;
    }
    const question = thread.addQuestion(text, files);
    const answer = addLiveAnswer(model);
    thread.jumpToNewest({ smooth: false });
    const events = ask(
        '/ai/chat',
        {
            conversationId: here.id,
            parentMessageId: parentId,
            message: text,
            ...(files.length ? { attachments: files.map((file) => file.id) } : {}),
            model: model.id,
            stream: true,
            ...(composer.temperature === null ? {} : { temperature: composer.temperature }),
        },
        here.listening.signal,
    );
    try {
        await listen(here, events, answer, () =>
            again(question, { content: text, attachments: files, parentId: previousId }),
        );
    } catch (e) {
        if (open !== here || e.name === 'AbortError') {
            return;
        }
        question.remove();
        answer.element.remove();
        if (!here.id) {
            thread.clear({ welcome: true });
        }
        composer.restore(text, files);
        composer.showProblem(e instanceof Problem ? e : new Problem(0));
    }
}

/** Asks once more in place of an answer that was not finished: a branch beside it, where the server keeps both. */
function again(element, { content, attachments, parentId }) {
    thread.removeFrom(element);
    send(content, attachments, parentId);
}

function addLiveAnswer(model) {
    const answer = new Answer(model, { onGrown: thread.grown });
    answer.begin();
    return thread.addAnswer(answer);
}

/** Shows the events of an answer until it ends. Throws only what came before the first event. */
async function listen(here, events, answer, onRetry) {
    let started = false;
    let model = null;
    composer.running = true;
    announce(t('answer.announce.running'));
    try {
        for await (const event of events) {
            started = true;
            switch (event.type) {
                case 'start':
                    model = models.named(event.model);
                    answer.startedBy(model);
                    adopt(here, event);
                    break;
                case 'reasoning':
                    answer.reason(event.content);
                    break;
                case 'chunk':
                    answer.write(event.content);
                    break;
                case 'done':
                    answer.end(
                        { ...event, model: models.named(event.model), status: event.finishReason === 'cancelled' ? 'cancelled' : 'complete' },
                        { onRetry },
                    );
                    announce(t('answer.announce.done'));
                    break;
                case 'error':
                    answer.end({ status: 'failed', model: model ?? models.selected }, { detail: failureOf(event), onRetry });
                    announce(t('answer.failed'));
                    break;
                default:
                    break;
            }
        }
    } catch (e) {
        if (open !== here || e.name === 'AbortError') {
            return;
        }
        if (e instanceof EventsGone) {
            await show(here.id, { resuming: false });
            return;
        }
        if (!started) {
            throw e;
        }
        answer.end({ status: 'failed', model: model ?? models.selected }, { detail: t('problem.offline'), onRetry });
    } finally {
        if (open === here) {
            here.generationId = null;
            here.stopWanted = false;
            composer.running = false;
            thread.grown();
        }
        refreshCredits();
        refreshList(here);
    }
}

/** A new chat has become a conversation: the address follows, the list shows it. */
function adopt(here, { conversationId, generationId, messageId }) {
    here.generationId = generationId;
    here.lastMessageId = messageId;
    if (here.stopWanted) {
        stop();
    }
    if (!here.id) {
        here.id = conversationId;
        if (open === here) {
            history.replaceState(null, '', `${context}/chat/${conversationId}`);
            conversations.current = conversationId;
        }
        refreshList(here);
    }
}

/** Order, count and automatic title may have changed. */
async function refreshList(here) {
    await conversations.refresh();
    const title = conversations.titleOf(here.id);
    if (open === here && title) {
        showTitle(title);
    }
}

function failureOf(event) {
    const { title, detail } = explain(new Problem(event.status ?? 500, event));
    return [title, detail].filter(Boolean).join(' ');
}

async function stop() {
    if (!open.generationId) {
        open.stopWanted = true;
        return;
    }
    try {
        await post(`/ai/generations/${open.generationId}/cancel`);
    } catch {
        toast(t('composer.stop.failed'), { bad: true });
    }
}

function announce(text) {
    parts.announcer.textContent = text;
}

/* Page-wide events */

document.addEventListener('click', (e) => {
    const link = e.target.closest('a[data-chat]');
    if (link && !e.metaKey && !e.ctrlKey && !e.shiftKey && e.button === 0) {
        e.preventDefault();
        go(/\/chat\/([^/]+)$/.exec(link.pathname)?.[1] ?? null);
    }
    const example = e.target.closest('.example');
    if (example) {
        send(example.dataset.prompt);
    }
});
document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && open.generationId && !e.defaultPrevented && !document.querySelector('dialog[open]')) {
        stop();
    }
});
addEventListener('popstate', () => show(idInAddress()));

function idInAddress() {
    return /\/chat\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;
}

try {
    await models.load();
} catch (e) {
    composer.showProblem(e instanceof Problem ? e : new Problem(0));
}
show(idInAddress());
