/** The events of one running answer, over as many connections as it takes: each once, in order, none left out. */
import { openStream, Problem } from '../core/api.js';
import { readEvents } from '../core/event-stream.js';

const TRIES = 6;
const FIRST_WAIT_MILLIS = 500;

/** The server no longer has the events of this answer; the stored message tells how it ended. */
export class EventsGone extends Error {}

/** Asks for an answer; yields its events, parsed. Refusals come as a Problem before the first event. */
export async function* ask(path, body, signal) {
    yield* follow(await openStream('POST', path, body, { signal }), null, signal);
}

/** Yields the events of an answer that is already running, from its beginning. */
export async function* resume(generationId, signal) {
    yield* follow(null, generationId, signal);
}

async function* follow(response, generationId, signal) {
    let lastEventId = '';
    let tries = 0;
    for (;;) {
        try {
            response ??= await reopen(generationId, lastEventId, signal);
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
            if (signal.aborted || e instanceof EventsGone || (e instanceof Problem && e.status >= 400 && e.status < 500)) {
                throw e;
            }
        }
        response = null;
        if (!generationId || ++tries > TRIES) {
            throw new Problem(0);
        }
        await pause(FIRST_WAIT_MILLIS * 2 ** (tries - 1), signal);
    }
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
