/** An element that shows a markdown source which may still be growing. */
import { render, renderInProgress, sanitize } from './renderer.js';

/** A long last block may cost some milliseconds to lay out; then the next frame waits, so that the page stays responsive. */
const SHARE_OF_TIME = 5;

const BLOCKS = new Set(['P', 'LI', 'UL', 'OL', 'BLOCKQUOTE', 'DIV', 'PRE', 'CODE', 'TABLE', 'TBODY', 'THEAD', 'TR', 'TD', 'TH',
    'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

export class LiveMarkdown {
    #element;
    #open;
    #caret;
    #env = {};
    #boundary = 0;
    #frame = 0;
    #notBefore = 0;
    #onRendered;

    /** @param {{onRendered?: function}} options called after the element has changed */
    constructor(element, { onRendered } = {}) {
        this.source = '';
        this.#element = element;
        this.#onRendered = onRendered;
        this.#open = document.createElement('div');
        this.#caret = document.createElement('span');
        this.#caret.className = 'caret';
    }

    append(text) {
        this.source += text;
        if (!this.#frame) {
            this.#frame = requestAnimationFrame((now) => this.#tick(now));
        }
    }

    /** Shows all that there is, as a stored message would be shown, and stops expecting more. */
    finish() {
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
        if (this.#env.references && Object.keys(this.#env.references).length) {
            // A link may have been defined after the paragraph that uses it.
            this.#element.replaceChildren(sanitize(render(this.source)));
        } else {
            this.#open.remove();
            this.#element.append(sanitize(render(this.source.slice(this.#boundary))));
        }
        this.#onRendered?.();
    }

    static show(element, source) {
        element.replaceChildren(sanitize(render(source)));
    }

    #tick(now) {
        if (now < this.#notBefore) {
            this.#frame = requestAnimationFrame((later) => this.#tick(later));
            return;
        }
        this.#frame = 0;
        const started = performance.now();
        const { final, open, boundary } = renderInProgress(this.source.slice(this.#boundary), this.#env);
        if (!this.#open.isConnected) {
            this.#element.append(this.#open);
        }
        if (boundary) {
            this.#open.before(sanitize(final));
            this.#boundary += boundary;
        }
        this.#open.replaceChildren(sanitize(open));
        lastBlock(this.#open).append(this.#caret);
        this.#onRendered?.();
        this.#notBefore = now + (performance.now() - started) * SHARE_OF_TIME;
    }
}

function lastBlock(element) {
    let at = element;
    while (at.lastElementChild && BLOCKS.has(at.lastElementChild.tagName)) {
        at = at.lastElementChild;
    }
    return at;
}
