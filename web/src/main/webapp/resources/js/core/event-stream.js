/**
 * Server-sent events read from a fetch response, since EventSource can neither POST nor send headers.
 * Follows the HTML Standard, section 9.2.6 "Interpreting an event stream".
 */

/** @typedef {{id: string, type: string, data: string}} ServerEvent */

export class EventStreamParser {
    #line = '';
    #data = [];
    #type = '';
    #id = '';
    #afterCarriageReturn = false;

    /**
     * Takes the next piece of decoded text, however it was cut, and returns the events that it completes.
     * An event that no blank line has ended yet is kept back; if the stream ends there, it never happened.
     *
     * @param {string} text without a byte order mark, which TextDecoder strips
     * @returns {ServerEvent[]}
     */
    push(text) {
        const events = [];
        let start = 0;
        for (let i = 0; i < text.length; i++) {
            const c = text[i];
            if (c === '\n' && this.#afterCarriageReturn) {
                this.#afterCarriageReturn = false;
                start = i + 1;
                continue;
            }
            this.#afterCarriageReturn = c === '\r';
            if (c === '\n' || c === '\r') {
                const event = this.#endLine(this.#line + text.slice(start, i));
                if (event) {
                    events.push(event);
                }
                this.#line = '';
                start = i + 1;
            }
        }
        this.#line += text.slice(start);
        return events;
    }

    #endLine(line) {
        if (line === '') {
            return this.#dispatch();
        }
        const colon = line.indexOf(':');
        if (colon === 0) {
            return null;
        }
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (field === 'data') {
            this.#data.push(value);
        } else if (field === 'event') {
            this.#type = value;
        } else if (field === 'id' && !value.includes('\0')) {
            this.#id = value;
        }
        return null;
    }

    #dispatch() {
        const event = this.#data.length
            ? { id: this.#id, type: this.#type || 'message', data: this.#data.join('\n') }
            : null;
        this.#data = [];
        this.#type = '';
        return event;
    }
}

/**
 * The events of a response as they arrive. Ends when the connection does, however that came about.
 *
 * @param {Response} response
 * @returns {AsyncGenerator<ServerEvent>}
 */
export async function* readEvents(response) {
    const parser = new EventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
        for (;;) {
            const { done, value } = await reader.read();
            if (done) {
                return;
            }
            yield* parser.push(value);
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}
