/** Where a question is written: grows with it, sends on Enter, keeps the text when something goes wrong. */
import { decimal, t } from '../core/i18n.js';
import { ProblemNotice } from '../core/problem.js';
import { popover } from '../shell/popover.js';
import { Attachments } from './attachments.js';

const CREATIVITY = 'atrium.chat.temperature';
const DRAFT = 'atrium.chat.draft';

export class Composer {
    #parts;
    #attachments;
    #running = false;
    #notice;
    #onSend;
    #onStop;

    /** @param parts the page's elements: form, input, send, attach…, notice…, creativity… */
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
        this.#attachments = new Attachments(parts, { onChanged: () => this.#enable() });
        this.#notice = new ProblemNotice(parts, { onWait: () => this.#enable() });
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

    /** Puts text where nothing has been written yet, and files to those that are there: of a question that was refused. */
    restore(text, files = []) {
        this.#attachments.restore(files);
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
        this.#attachments.model = model;
    }

    /** Tells why a question was not answered, and how long to wait where the server says so. */
    showProblem(problem) {
        this.#notice.show(problem);
    }

    clearProblem() {
        this.#notice.clear();
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
            this.#onSend(text, this.#attachments.take());
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
        const blocked = !this.#parts.input.value.trim() || this.#notice?.waiting || this.#attachments.blocking;
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
