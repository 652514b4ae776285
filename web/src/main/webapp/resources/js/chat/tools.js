/**
 * What can be done with a message: other words for a question; another answer, more of it, a rating; and the way to what stands in its place in
 * other branches.
 */
import { patch } from '../core/api.js';
import { stamp } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { toast } from '../shell/toast.js';

export class MessageTools {
    #actions;

    /**
     * @param actions what the page does: edit(message, text, element), again(message, element), onward(message), show(messageId)
     */
    constructor(actions) {
        this.#actions = actions;
    }

    /** Puts tools at the element of a stored message, in the place of those that are there. */
    attach(element, conversationId, message) {
        element.querySelector('.msg-tools')?.remove();
        if (message.status === 'streaming') {
            return;
        }
        const { root, parts } = stamp('message-tools-template');
        const answer = message.role === 'assistant';
        for (const name of ['up', 'down', 'again']) {
            parts[name].hidden = !answer;
        }
        parts.edit.hidden = answer;
        parts.onward.hidden = !answer || !message.content || !isCut(message);
        parts.edit.addEventListener('click', () => this.#edit(element, message, parts.edit));
        parts.again.addEventListener('click', () => this.#actions.again(message, element));
        parts.onward.addEventListener('click', () => this.#actions.onward(message));
        this.#rating(parts, conversationId, message);
        this.#alternatives(parts, message);
        if (answer) {
            element.querySelector('.actions').prepend(root);
        } else {
            element.append(root);
        }
    }

    #rating(parts, conversationId, message) {
        const thumbs = [[parts.up, 1], [parts.down, -1]];
        const show = () => thumbs.forEach(([button, value]) => button.setAttribute('aria-pressed', message.rating === value));
        thumbs.forEach(([button, value]) => button.addEventListener('click', async () => {
            const rating = message.rating === value ? 0 : value;
            try {
                await patch(`/conversations/${conversationId}/messages/${message.id}`, { rating });
                message.rating = rating;
                show();
            } catch {
                toast(t('conversations.change.failed'), { bad: true });
            }
        }));
        show();
    }

    #alternatives(parts, message) {
        const all = message.alternatives ?? [];
        const place = all.indexOf(message.id);
        parts.alternatives.hidden = all.length < 2;
        parts.place.textContent = t('message.alternative', { place: place + 1, count: all.length });
        parts.previous.disabled = place <= 0;
        parts.next.disabled = place >= all.length - 1;
        parts.previous.addEventListener('click', () => this.#actions.show(all[place - 1]));
        parts.next.addEventListener('click', () => this.#actions.show(all[place + 1]));
    }

    /** A question becomes a field in its place; nothing has happened until it is sent. */
    #edit(element, message, button) {
        const bubble = element.querySelector('.bubble');
        const { root, parts } = stamp('edit-template');
        const close = () => {
            root.remove();
            bubble.hidden = false;
            button.focus();
        };
        parts.field.value = message.content;
        bubble.hidden = true;
        bubble.after(root);
        parts.field.focus();
        parts.cancel.addEventListener('click', close);
        root.addEventListener('keydown', (e) => {
            if (e.key === 'Escape') {
                e.stopPropagation();
                close();
            } else if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
                e.preventDefault();
                root.requestSubmit();
            }
        });
        root.addEventListener('submit', (e) => {
            e.preventDefault();
            const text = parts.field.value.trim();
            if (!text || text === message.content) {
                close();
            } else {
                this.#actions.edit(message, text, element);
            }
        });
    }
}

function isCut({ status, finishReason }) {
    return status !== 'complete' || finishReason === 'length';
}
