/** The messages of the open conversation, and where the reader is in them. */
import { stamp } from '../core/dom.js';
import { Answer } from '../answer/answer.js';
import { sentFiles } from './attachments.js';

/** Nearer to the end than this counts as reading along. */
const NEAR_PIXELS = 64;

/** Messages before the last so many may keep an estimated height until the reader comes near. */
const NEAR_MESSAGES = 20;

export class Thread {
    #scroller;
    #column;
    #welcome;
    #skeleton;
    #toNewest;
    #onShown;
    #following = true;
    #lastTop = 0;

    /**
     * @param parts the page's elements: thread, column, welcome, skeleton, toNewest
     * @param {{onShown: function(HTMLElement, object)}} options gets each stored message with its element
     */
    constructor(parts, { onShown }) {
        this.#onShown = onShown;
        this.#scroller = parts.thread;
        this.#column = parts.column;
        this.#welcome = parts.welcome;
        this.#skeleton = parts.skeleton;
        this.#toNewest = parts.toNewest;
        this.grown = this.grown.bind(this);
        this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
        this.#toNewest.addEventListener('click', () => this.jumpToNewest());
        // Opening the reasoning is a wish to read it there, not to be taken to the end.
        this.#column.addEventListener('click', (e) => e.target.closest('summary') && (this.#following = false), true);
        const observer = new ResizeObserver(this.grown);
        observer.observe(this.#scroller);
        observer.observe(this.#column);
    }

    /** Empties the thread: for a new chat with the welcome, else with grey lines until the messages are there. */
    clear({ welcome }) {
        this.#column.replaceChildren();
        this.#welcome.hidden = !welcome;
        this.#skeleton.hidden = welcome;
        this.#following = true;
        this.#toNewest.hidden = true;
    }

    addQuestion(text, files) {
        const element = question(text, files);
        this.#add(element);
        return element;
    }

    addAnswer(answer) {
        this.#add(answer.element);
        return answer;
    }

    /**
     * Shows stored messages.
     *
     * @param {function(object): object} modelOf from a message to its model
     * @param {function(object): ?function} retryOf from a message to what tries it again, if it can be
     */
    showStored(messages, modelOf, retryOf) {
        this.#skeleton.hidden = true;
        this.#column.append(...this.#elementsOf(messages, modelOf, retryOf));
        [...this.#column.children].slice(0, -NEAR_MESSAGES).forEach((e) => e.classList.add('far'));
        this.jumpToNewest({ smooth: false });
    }

    /** Puts older messages above the first one, without moving what the reader sees. */
    showOlder(messages, modelOf) {
        const height = this.#scroller.scrollHeight;
        const top = this.#scroller.scrollTop;
        this.#column.prepend(...this.#elementsOf(messages, modelOf, () => undefined));
        this.#scroller.scrollTop = top + this.#scroller.scrollHeight - height;
    }

    /** Removes everything from an element on: another try takes its place. */
    removeFrom(element) {
        while (element.nextElementSibling) {
            element.nextElementSibling.remove();
        }
        element.remove();
    }

    /** Something in the thread became taller: stays at the end if the reader was there, else stays put. */
    grown() {
        if (this.#following) {
            this.#scroller.scrollTop = this.#scroller.scrollHeight;
        }
        this.#toNewest.hidden = this.#following || this.#isNearEnd();
    }

    jumpToNewest({ smooth = true } = {}) {
        this.#following = true;
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || !smooth;
        this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm ? 'instant' : 'smooth' });
        this.#toNewest.hidden = true;
    }

    /** The element of a message, if it is shown. */
    elementOf(messageId) {
        return this.#column.querySelector(`[data-message="${messageId}"]`);
    }

    #elementsOf(messages, modelOf, retryOf) {
        return messages.map((message) => {
            const element = message.role === 'user'
                ? question(message.content, message.attachments ?? [])
                : Answer.stored(message, modelOf(message), { onRetry: retryOf(message) }).element;
            element.dataset.message = message.id;
            this.#onShown(element, message);
            return element;
        });
    }

    #add(element) {
        this.#welcome.hidden = true;
        this.#skeleton.hidden = true;
        this.#column.append(element);
        this.grown();
    }

    /** Moving up is a wish to stay there; arriving at the end is a wish to follow. Growth of the text is neither. */
    #scrolled() {
        const top = this.#scroller.scrollTop;
        if (this.#isNearEnd()) {
            this.#following = true;
        } else if (top < this.#lastTop) {
            this.#following = false;
        }
        this.#lastTop = top;
        this.#toNewest.hidden = this.#following || this.#isNearEnd();
    }

    #isNearEnd() {
        return this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight < NEAR_PIXELS;
    }
}

function question(text, files) {
    const { root, parts } = stamp('question-template');
    parts.text.textContent = text;
    parts.files.replaceChildren(...sentFiles(files));
    parts.files.hidden = !files.length;
    return root;
}
