/** The events of one running answer, over as many connections as it takes: each once, in order, none left out. */
import { newKey, openStream, Problem } from '../core/api.js';
import { readEvents } from '../core/event-stream.js';

const TRIES = 6;

/** Somebody waits who has seen nothing yet, and can send the question again. */
const TRIES_TO_ASK = 3;
const FIRST_WAIT_MILLIS = 500;

/** The server no longer has the events of this answer; the stored message tells how it ended. */
export class EventsGone extends Error {}

/**
 * Asks for an answer; yields its events, parsed. Refusals come as a Problem before the first event. The request has a key: when the
 * connection breaks before anything has come, it is sent again, and the server answers it once.
 */
export async function* ask(path, body, signal, method = 'POST') {
    const idempotencyKey = newKey();
    const send = () => openStream(method, path, body, { signal, idempotencyKey });
    yield* follow(send, null, signal);
}

/** Yields the events of an answer that is already running, from its beginning. */
export async function* resume(generationId, signal) {
    yield* follow(null, generationId, signal);
}

/** @param send sends the request, until the answer has told the generation's id */
async function* follow(send, generationId, signal) {
    let lastEventId = '';
    let tries = 0;
    for (;;) {
        let wait = FIRST_WAIT_MILLIS * 2 ** tries;
        try {
            const response = await (generationId ? reopen(generationId, lastEventId, signal) : send());
            for await (const { id, data } of readEvents(response)) {
                if (id && id === lastEventId) {
                    continue;
                }
                lastEventId = id;
                tries = 0;
                const event = JSON.parse(data);
                generationId ??= event.generationId;
                yield event;
                if (event.type === 'done' || event.type === 'error') {
                    return;
                }
            }
        } catch (e) {
            if (signal.aborted || e instanceof EventsGone || isRefusal(e, generationId)) {
                throw e;
            }
            wait = Math.max(wait, 1000 * (e.retryAfter ?? 0));
        }
        if (++tries > (generationId ? TRIES : TRIES_TO_ASK)) {
            throw new Problem(0);
        }
        await pause(wait, signal);
    }
}

/** Whether to give up: at what Atrium says to a question, but for one that it is already answering, and at a mistake of ours later on. */
function isRefusal(e, generationId) {
    if (!(e instanceof Problem) || e.code === 'IDEMPOTENCY_IN_PROGRESS') {
        return false;
    }
    return generationId ? e.status >= 400 && e.status < 500 : e.code !== '' || (e.status >= 400 && e.status < 500);
}

async function reopen(generationId, lastEventId, signal) {
    try {
        return await openStream('GET', `/ai/generations/${generationId}/events`, undefined, { signal, lastEventId });
    } catch (e) {
        if (e.status === 410 || e.status === 404) {
            throw new EventsGone();
        }
        throw e;
    }
}

function pause(millis, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, millis);
        signal.addEventListener('abort', () => {
            clearTimeout(timer);
            reject(signal.reason);
        }, { once: true });
    });
}
