/** The chat page: ties the list, the thread and the composer together and keeps the address in step. */
import { get, patch, post, Problem } from '../core/api.js';
import { partsOf } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { explain } from '../core/problem.js';
import { signInAgain } from '../core/session.js';
import { Answer } from '../answer/answer.js';
import { ask, EventsGone, resume } from '../answer/generation.js';
import { ModelSelector } from '../models/selector.js';
import { takeOver } from '../presets/handover.js';
import { refreshCredits } from '../shell/credits.js';
import { toast } from '../shell/toast.js';
import { Composer } from './composer.js';
import { ConversationList } from './conversations.js';
import { Thread } from './thread.js';
import { MessageTools } from './tools.js';

const context = document.querySelector('meta[name="atrium-context"]').content;
const parts = partsOf(document);
const pageTitle = document.title;

/** How many messages of a conversation are fetched at once. */
const PAGE = 100;

/** What is open: its id (null in a new chat), whether it is the reader's own, the running answer, and the switch that ends listening to it. */
let open = newlyOpened(null);

function newlyOpened(id) {
    return { id, own: true, generationId: null, stopWanted: false, listening: new AbortController() };
}

const tools = new MessageTools({ edit, again, onward, show: showBranch });
const thread = new Thread(parts, {
    onShown: (element, message) => open.own && tools.attach(element, open.id, message),
});
const composer = new Composer(parts, { onSend: send, onStop: stop });
const models = new ModelSelector(parts, { capability: 'text', onChange: (model) => composer.adaptTo(model) });
const conversations = new ConversationList(parts, {
    context,
    nameOfModel: (id) => models.named(id).name,
    onDeleted: (id) => id === open.id && leave(),
    onRenamed: ({ id, title }) => id === open.id && showTitle(title),
    onImported: go,
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
    readOnly(false);
    composer.focus();
    if (!id) {
        return;
    }
    try {
        const conversation = await get(`/conversations/${id}?branch=true&limit=${PAGE}`, { signal: here.listening.signal });
        const last = conversation.messages.at(-1);
        const running = resuming && last?.status === 'streaming' && last.generationId;
        showConversation(here, conversation, running ? last : null);
        if (running) {
            const answer = addLiveAnswer(models.named(last.model));
            await listen(here, resume(last.generationId, here.listening.signal), answer);
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
    here.own = conversation.own;
    readOnly(!conversation.own);
    showTitle(conversation.title);
    models.select(conversation.model);
    const messages = conversation.messages.filter((m) => m !== running);
    const last = messages.at(-1);
    const modelOf = (message) => models.named(message.model ?? conversation.model);
    thread.clear({ welcome: !messages.length && !running });
    thread.showStored(messages, modelOf, (message) => message === last && here.own ? () => againOf(message.id) : undefined);
    offerOlder(here, conversation.messages, modelOf);
}

/** What another member shares can be read, and nothing can be added to it. */
function readOnly(only) {
    parts.form.hidden = only;
    parts.readOnly.hidden = !only;
}

/** A long conversation is fetched from its end; what came before, when the reader asks for it. */
function offerOlder(here, messages, modelOf) {
    parts.older.hidden = messages.length < PAGE;
    parts.older.onclick = async () => {
        parts.older.disabled = true;
        try {
            const { messages: older } = await get(
                `/conversations/${here.id}?branch=true&limit=${PAGE}&before=${messages[0].id}`,
                { signal: here.listening.signal },
            );
            thread.showOlder(older, modelOf);
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

/** Another branch is shown: the newest that goes through a message. */
async function showBranch(messageId) {
    try {
        await patch(`/conversations/${open.id}`, { headId: messageId });
        await show(open.id);
    } catch {
        toast(t('conversations.change.failed'), { bad: true });
    }
}

/* Asking */

/** How the composer wants an answer. */
function wishes(model) {
    return {
        model: model.id,
        stream: true,
        ...(composer.temperature === null ? {} : { temperature: composer.temperature }),
    };
}

/** The chosen model, or null after the reader was told that there is none. */
function chosenModel() {
    if (!models.selected) {
        composer.showProblem(new Problem(400, { detail: t('models.none') }));
    }
    return models.selected ?? null;
}

/** @param {Array} files what was uploaded to go with it */
async function send(text, files = []) {
    const here = open;
    const model = chosenModel();
    if (!model) {
        composer.restore(text, files);
        return;
    }
    const question = thread.addQuestion(text, files);
    const body = {
        conversationId: here.id,
        message: text,
        ...(files.length ? { attachments: files.map((file) => file.id) } : {}),
        ...wishes(model),
    };
    await answer(here, model, ask('/ai/chat', body, here.listening.signal), (problem) => {
        question.remove();
        if (!here.id) {
            thread.clear({ welcome: true });
        }
        composer.restore(text, files);
        composer.showProblem(problem);
    }, question);
}

/** A preset that was filled on its page becomes the first message of a new chat. */
async function sendPreset({ presetId, variables, prompt, model: wanted }) {
    const here = open;
    models.select(wanted);
    const model = chosenModel();
    if (!model) {
        composer.restore(prompt);
        return;
    }
    const question = thread.addQuestion(prompt, []);
    const body = { presetId, variables, model: model.id, stream: true };
    await answer(here, model, ask('/ai/chat', body, here.listening.signal), (problem) => {
        question.remove();
        thread.clear({ welcome: true });
        composer.restore(prompt);
        composer.showProblem(problem);
    }, question);
}

/** A question in other words, in a branch beside it. */
async function edit(message, text, element) {
    const here = open;
    const model = chosenModel();
    if (!model || here.generationId) {
        return;
    }
    thread.removeFrom(element);
    const question = thread.addQuestion(text, message.attachments ?? []);
    const path = `/conversations/${here.id}/messages/${message.id}`;
    const events = ask(path, { content: text, ...wishes(model) }, here.listening.signal, 'PATCH');
    await answer(here, model, events, (problem) => putBack(here, problem), question);
}

/** Another answer in the place of one, which stays in a branch of its own. */
function again(message, element) {
    if (models.selected && !open.generationId) {
        thread.removeFrom(element);
        more(message.id, 'regenerate');
    }
}

function againOf(messageId) {
    again({ id: messageId }, thread.elementOf(messageId));
}

/** More of an answer that was cut. */
function onward(message) {
    if (models.selected && !open.generationId) {
        more(message.id, 'continue');
    }
}

async function more(messageId, what) {
    const here = open;
    const model = models.selected;
    const path = `/conversations/${here.id}/messages/${messageId}/${what}`;
    await answer(here, model, ask(path, wishes(model), here.listening.signal), (problem) => putBack(here, problem));
}

/** The conversation as it is stored, since what was tried has not begun. */
async function putBack(here, problem) {
    await show(here.id);
    composer.showProblem(problem);
}

/** @param refused is called with the problem when nothing has come of it; not when the reader has gone elsewhere */
async function answer(here, model, events, refused, question = null) {
    const live = addLiveAnswer(model);
    thread.jumpToNewest({ smooth: false });
    composer.clearProblem();
    try {
        await listen(here, events, live, question);
    } catch (e) {
        if (open !== here || e.name === 'AbortError') {
            return;
        }
        live.element.remove();
        refused(e instanceof Problem ? e : new Problem(0));
    }
}

function addLiveAnswer(model) {
    const answer = new Answer(model, { onGrown: thread.grown });
    answer.begin();
    return thread.addAnswer(answer);
}

/**
 * Shows the events of an answer until it ends. Throws only what came before the first event.
 *
 * @param {?HTMLElement} question the element of the question, if it is new
 */
async function listen(here, events, answer, question = null) {
    let started = false;
    const onRetry = () => againOf(answer.element.dataset.message);
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
                    answer.element.dataset.message = event.messageId;
                    question?.setAttribute('data-message', event.userMessageId);
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
        answer.end({ status: 'failed', model: model ?? models.selected }, { detail: t('problem.offline'), onRetry: () => show(here.id) });
    } finally {
        if (open === here) {
            here.generationId = null;
            here.stopWanted = false;
            composer.running = false;
            thread.grown();
            offerTools(here);
        }
        refreshCredits();
        refreshList(here);
    }
}

/** A new chat has become a conversation: the address follows, the list shows it. */
function adopt(here, { conversationId, generationId }) {
    here.generationId = generationId;
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

/** What was said last is stored now, so something can be done with it. */
async function offerTools(here) {
    if (!here.id) {
        return;
    }
    try {
        const { messages } = await get(`/conversations/${here.id}?branch=true&limit=3`, { signal: here.listening.signal });
        for (const message of messages) {
            const element = thread.elementOf(message.id);
            if (element) {
                tools.attach(element, here.id, message);
            }
        }
    } catch (e) {
        if (e.name !== 'AbortError') {
            console.warn('What can be done with the last messages is not known', e);
        }
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
await show(idInAddress());
const filled = takeOver('chat');
if (filled && !open.id) {
    sendPreset(filled);
}
