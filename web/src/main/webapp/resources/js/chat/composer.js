/** Where a question is written: grows with it, sends on Enter, keeps the text when something goes wrong. */
import { decimal, t, tn } from '../core/i18n.js';
import { popover } from '../shell/popover.js';

const CREATIVITY = 'atrium.chat.temperature';
const DRAFT = 'atrium.chat.draft';

export class Composer {
    #parts;
    #running = false;
    #waitUntil = 0;
    #countdown = 0;
    #onSend;
    #onStop;

    /** @param parts the page's elements: form, input, send, notice…, creativity… */
    constructor(parts, { onSend, onStop }) {
        this.#parts = parts;
        this.#onSend = onSend;
        this.#onStop = onStop;
        parts.form.addEventListener('submit', (e) => {
            e.preventDefault();
            this.#submit();
        });
        parts.input.addEventListener('keydown', (e) => this.#keydown(e));
        parts.input.addEventListener('input', () => this.#changed());
        parts.noticeClose.addEventListener('click', () => this.clearProblem());
        this.#creativity();
        parts.input.value = sessionStorage.getItem(DRAFT) ?? '';
        this.#changed();
    }

    /** The chosen temperature, or null where the model takes none. */
    get temperature() {
        return this.#parts.creativityAnchor.hidden ? null : Number(this.#parts.creativityRange.value);
    }

    focus() {
        if (matchMedia('(hover: hover)').matches) {
            this.#parts.input.focus();
        }
    }

    /** Puts text where nothing has been written yet: an example, or a question that was refused. */
    restore(text) {
        if (!this.#parts.input.value) {
            this.#parts.input.value = text;
            this.#changed();
        }
        this.focus();
    }

    /** While an answer runs the button stops it; what is typed meanwhile waits. */
    set running(running) {
        this.#running = running;
        this.#parts.sendIcon.hidden = running;
        this.#parts.stopIcon.hidden = !running;
        this.#parts.send.setAttribute('aria-label', t(running ? 'composer.stop' : 'composer.send'));
        this.#parts.send.title = t(running ? 'composer.stop' : 'composer.send');
        this.#enable();
    }

    /** Offers the controls that a model understands. */
    adaptTo(model) {
        this.#parts.creativityAnchor.hidden = !(model.parameters ?? []).includes('temperature');
    }

    /** Tells why a question was not answered, and how long to wait where the server says so. */
    showProblem(problem) {
        const { title, detail } = explain(problem);
        this.#parts.notice.hidden = false;
        this.#parts.notice.classList.toggle('bad', problem.status !== 429);
        this.#parts.notice.classList.toggle('warn', problem.status === 429);
        this.#parts.noticeText.textContent = title;
        this.#parts.noticeDetail.textContent = detail;
        this.#parts.noticeDetail.hidden = !detail;
        this.#parts.noticeSignIn.hidden = problem.status !== 401;
        if (problem.status === 429 && problem.retryAfter) {
            this.#waitUntil = Date.now() + problem.retryAfter * 1000;
            this.#tick();
        }
    }

    clearProblem() {
        this.#parts.notice.hidden = true;
        this.#waitUntil = 0;
        clearTimeout(this.#countdown);
        this.#enable();
    }

    #tick() {
        const seconds = Math.ceil((this.#waitUntil - Date.now()) / 1000);
        if (seconds <= 0) {
            this.clearProblem();
            return;
        }
        this.#parts.noticeDetail.textContent = tn('problem.wait', seconds);
        this.#parts.noticeDetail.hidden = false;
        this.#enable();
        this.#countdown = setTimeout(() => this.#tick(), 1000);
    }

    #submit() {
        if (this.#running) {
            this.#onStop();
            return;
        }
        const text = this.#parts.input.value.trim();
        if (text && !this.#parts.send.disabled) {
            this.clearProblem();
            this.#parts.input.value = '';
            this.#changed();
            this.#onSend(text);
        }
    }

    /** Enter that ends a composition of an input method (Japanese, Chinese) is not meant for us. */
    #keydown(e) {
        if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
            e.preventDefault();
            if (!this.#running) {
                this.#submit();
            }
        }
    }

    #changed() {
        const input = this.#parts.input;
        if (!CSS.supports('field-sizing', 'content')) {
            input.style.height = 'auto';
            input.style.height = `${input.scrollHeight}px`;
        }
        sessionStorage.setItem(DRAFT, input.value);
        this.#enable();
    }

    #enable() {
        const blocked = !this.#parts.input.value.trim() || this.#waitUntil > Date.now();
        this.#parts.send.disabled = !this.#running && blocked;
    }

    #creativity() {
        const { creativityButton, creativityPanel, creativityRange, creativityLabel, creativityValue } = this.#parts;
        const show = () => {
            const value = decimal(Number(creativityRange.value));
            creativityLabel.textContent = t('composer.creativity', { value });
            creativityValue.textContent = value;
        };
        creativityRange.value = localStorage.getItem(CREATIVITY) ?? creativityRange.value;
        creativityRange.addEventListener('input', () => {
            localStorage.setItem(CREATIVITY, creativityRange.value);
            show();
        });
        popover(creativityButton, creativityPanel, { focus: () => creativityRange });
        show();
    }
}

/** A problem in the reader's words: what happened, and the server's detail where it helps. */
export function explain(problem) {
    const { status, detail, traceId } = problem;
    switch (status) {
        case 0:
            return { title: t('problem.offline'), detail: '' };
        case 401:
            return { title: t('problem.signedOut'), detail: '' };
        case 402:
            return { title: t(problem.code === 'BUDGET_EXCEEDED' ? 'problem.budget' : 'problem.credits'), detail };
        case 429:
            return { title: t(problem.code === 'QUOTA_EXCEEDED' ? 'problem.quota' : 'problem.limit'), detail };
        case 502:
            return { title: t('problem.providerError'), detail };
        case 503:
        case 504:
            return { title: t('problem.provider'), detail };
        default:
            return status >= 500
                ? { title: t('problem.internal'), detail: traceId ? t('problem.trace', { traceId }) : '' }
                : { title: t('problem.refused'), detail: problem.errors?.[0]?.message ?? detail };
    }
}
