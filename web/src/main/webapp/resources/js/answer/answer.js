/** One answer in the thread: reasoning, text, how it ended, what it cost. */
import { stamp } from '../core/dom.js';
import { cost, exactCredits, integer, t, tn } from '../core/i18n.js';
import { copyText } from '../core/clipboard.js';
import { LiveMarkdown } from '../markdown/live-markdown.js';
import { toast } from '../shell/toast.js';

const COPIED_MILLIS = 1600;

export class Answer {
    #parts;
    #text = null;
    #reasoning = null;
    #reasoningSince = 0;
    #onGrown;

    /** @param {{onGrown?: function}} options called after the answer has become taller */
    constructor(model, { onGrown } = {}) {
        const { root, parts } = stamp('answer-template');
        this.element = root;
        this.#parts = parts;
        this.#onGrown = onGrown;
        this.#nameModel(model);
        parts.copy.addEventListener('click', () => this.#copy());
        parts.body.addEventListener('click', copyCodeOfButton);
    }

    /** The text so far, as the model wrote it. */
    get source() {
        return this.#text?.source ?? '';
    }

    /** Prepares for events. Until the first one three dots tell that the question has arrived. */
    begin() {
        this.element.classList.add('live');
        this.element.setAttribute('aria-busy', 'true');
        this.#parts.waiting.hidden = false;
        this.#parts.meta.hidden = true;
    }

    /** Shows the model that really answers. */
    startedBy(model) {
        this.#nameModel(model);
    }

    reason(content) {
        if (!this.#reasoning) {
            this.#parts.waiting.hidden = true;
            this.#parts.reasoning.hidden = false;
            this.#parts.reasoningLabel.textContent = t('answer.reasoning.now');
            this.#reasoning = new LiveMarkdown(this.#parts.reasoningText, { onRendered: this.#onGrown });
            this.#reasoningSince = performance.now();
        }
        this.#reasoning.append(content);
    }

    write(content) {
        if (!this.#text) {
            this.#endReasoning();
            this.#parts.waiting.hidden = true;
            this.#text = new LiveMarkdown(this.#parts.body, { onRendered: this.#onGrown });
        }
        this.#text.append(content);
    }

    /**
     * Ends the answer.
     *
     * @param {{status: string, finishReason: string, model: object, tokens: ?object, credits: ?number}} outcome
     *     status as of a stored message
     * @param {{detail?: string, onRetry?: function}} options why it failed, and what starts another try
     */
    end({ status, finishReason, model, tokens, credits }, { detail = '', onRetry } = {}) {
        this.element.classList.remove('live');
        this.element.removeAttribute('aria-busy');
        this.#parts.waiting.hidden = true;
        this.#endReasoning();
        this.#text?.finish();
        this.#nameModel(model);
        this.#account(tokens, credits);
        this.#note(status, finishReason, detail);
        this.#offerRetry(onRetry);
    }

    /** Shows a stored message. */
    static stored(message, model, options) {
        const answer = new Answer(model, options);
        if (message.reasoning) {
            answer.#parts.reasoning.hidden = false;
            answer.#parts.reasoningLabel.textContent = t('answer.reasoning.past');
            LiveMarkdown.show(answer.#parts.reasoningText, message.reasoning);
        }
        LiveMarkdown.show(answer.#parts.body, message.content ?? '');
        answer.#text = { source: message.content ?? '', finish() {} };
        answer.end({ ...message, model }, options);
        return answer;
    }

    #nameModel(model) {
        this.#parts.who.textContent = model.name.charAt(0).toUpperCase();
        this.#parts.model.textContent = model.name;
    }

    #endReasoning() {
        if (this.#reasoning && this.#reasoningSince) {
            const seconds = Math.max(1, Math.round((performance.now() - this.#reasoningSince) / 1000));
            this.#parts.reasoningLabel.textContent = tn('answer.reasoning.took', seconds);
            this.#reasoning.finish();
            this.#reasoningSince = 0;
        }
    }

    #account(tokens, credits) {
        this.#parts.meta.hidden = false;
        this.#parts.copy.hidden = !this.source;
        this.#parts.tokens.hidden = !tokens;
        this.#parts.credits.hidden = credits === null || credits === undefined;
        if (tokens) {
            this.#parts.tokens.textContent = t('answer.tokens', { input: integer(tokens.input), output: integer(tokens.output) });
            this.#parts.tokens.title = t('answer.tokens.title', { input: integer(tokens.input), output: integer(tokens.output) });
        }
        if (!this.#parts.credits.hidden) {
            this.#parts.credits.textContent = t('answer.credits', { amount: cost(credits) });
            this.#parts.credits.title = t('answer.credits', { amount: exactCredits(credits) });
        }
    }

    #note(status, finishReason, detail) {
        const failed = status === 'failed';
        const key = NOTES_ON_STATUS[status] ?? NOTES_ON_REASON[finishReason];
        this.#parts.note.hidden = !key;
        if (key) {
            this.#parts.note.classList.toggle('bad', failed);
            this.#parts.noteText.textContent = t(key);
            this.#parts.noteDetail.textContent = failed ? detail || t('answer.failed.detail') : '';
            this.#parts.noteDetail.hidden = !failed;
        }
    }

    #offerRetry(onRetry) {
        this.#parts.retry.hidden = !onRetry || this.#parts.note.hidden;
        this.#parts.retry.onclick = onRetry ?? null;
    }

    async #copy() {
        try {
            await copyText(this.source);
            this.#parts.copy.classList.add('done');
            setTimeout(() => this.#parts.copy.classList.remove('done'), COPIED_MILLIS);
            toast(t('copied'));
        } catch {
            toast(t('copy.failed'), { bad: true });
        }
    }
}

const NOTES_ON_STATUS = { failed: 'answer.failed', cancelled: 'answer.cancelled', streaming: 'answer.unfinished' };
const NOTES_ON_REASON = { length: 'answer.cut', content_filter: 'answer.filtered' };

async function copyCodeOfButton(e) {
    const button = e.target.closest('.code-copy');
    if (!button) {
        return;
    }
    try {
        await copyText(button.closest('.code').querySelector('code').textContent.replace(/\n$/, ''));
        button.textContent = t('copied');
        setTimeout(() => (button.textContent = t('answer.copy')), COPIED_MILLIS);
    } catch {
        toast(t('copy.failed'), { bad: true });
    }
}
