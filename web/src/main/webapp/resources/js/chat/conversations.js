/** The list of conversations: grouped by day, loaded in pages, searched; rename, pin, delete. */
import { get, patch, remove } from '../core/api.js';
import { debounce, stamp } from '../core/dom.js';
import { t, tn } from '../core/i18n.js';
import { signInAgain } from '../core/session.js';
import { toast } from '../shell/toast.js';
import { grouped } from './grouping.js';

const PAGE = 40;

/** A search looks through the titles of so many conversations at most. */
const SEARCHED = 1000;
const SEARCH_PAGE = 100;
const SEARCH_AFTER_MILLIS = 250;

export class ConversationList {
    #parts;
    #context;
    #nameOfModel;
    #onDeleted;
    #onRenamed;
    #byId = new Map();
    #current = null;
    #offset = 0;
    #complete = false;
    #loading = null;
    #menuOf = null;
    #words = [];
    #observer;

    /** @param parts the page's elements: list, listScroll, listState, listSkeleton, sentinel, search, dialogs, menu */
    constructor(parts, { context, nameOfModel, onDeleted, onRenamed }) {
        this.#parts = parts;
        this.#context = context;
        this.#nameOfModel = nameOfModel;
        this.#onDeleted = onDeleted;
        this.#onRenamed = onRenamed;
        this.#observer = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#loadMore(), {
            root: parts.listScroll,
            rootMargin: '200px',
        });
        this.#observer.observe(parts.sentinel);
        parts.search.addEventListener('input', debounce(SEARCH_AFTER_MILLIS, () => this.#search()));
        parts.list.addEventListener('click', (e) => {
            const button = e.target.closest('[data-part=more]');
            if (button) {
                this.#openMenu(button);
            }
        });
        this.#menu();
        this.#dialogs();
    }

    /** Fetches the newest page again: after an answer, when titles and order may have changed. */
    async refresh() {
        try {
            const { items } = await get(`/conversations?limit=${PAGE}`);
            items.forEach((c) => this.#byId.set(c.id, c));
            this.#show();
        } catch (e) {
            console.warn('The list of conversations could not be refreshed', e);
        }
    }

    /** The title of a conversation that the list knows, else undefined. */
    titleOf(id) {
        return this.#byId.get(id)?.title;
    }

    set current(id) {
        this.#current = id;
        this.#show();
    }

    /** Shows the conversations whose titles have all words, at once those that are known, then the others. */
    async #search() {
        this.#words = this.#parts.search.value.toLowerCase().split(/\s+/).filter(Boolean);
        this.#show();
        while (this.#words.length && !this.#complete && this.#offset < SEARCHED) {
            await (this.#loading ?? this.#loadMore(SEARCH_PAGE));
        }
    }

    async #loadMore(count = PAGE) {
        if (this.#complete || this.#loading) {
            return;
        }
        this.#loading = this.#load(count);
        await this.#loading;
        this.#loading = null;
        this.#whenInSight();
    }

    async #load(count) {
        this.#parts.listSkeleton.hidden = this.#offset > 0;
        try {
            const { items, total } = await get(`/conversations?limit=${count}&offset=${this.#offset}`);
            items.forEach((c) => this.#byId.set(c.id, c));
            this.#offset += items.length;
            this.#complete = !items.length || this.#offset >= total;
            this.#show();
        } catch (e) {
            if (e.status === 401) {
                signInAgain();
            }
            this.#complete = true;
            this.#say(t('conversations.failed'));
        } finally {
            this.#parts.listSkeleton.hidden = true;
        }
    }

    /** The observer tells of a change only, so a list that is still short after a page is asked again. */
    #whenInSight() {
        this.#observer.unobserve(this.#parts.sentinel);
        this.#observer.observe(this.#parts.sentinel);
    }

    #show() {
        const focused = document.activeElement?.closest?.('.conv')?.dataset.id;
        const found = [...this.#byId.values()].filter((c) => this.#words.every((word) => titleOf(c).toLowerCase().includes(word)));
        const sections = [...grouped(found, new Date())].map(([group, members]) => {
            const { root, parts } = stamp('group-template');
            parts.label.textContent = t(`conversations.${group}`);
            parts.items.append(...members.map((c) => this.#item(c)));
            return root;
        });
        this.#parts.list.replaceChildren(...sections);
        if (focused) {
            this.#parts.list.querySelector(`[data-id="${focused}"] a`)?.focus();
        }
        if (sections.length) {
            this.#parts.listState.hidden = true;
        } else if (this.#complete) {
            this.#say(t(this.#words.length ? 'conversations.nothingFound' : 'conversations.empty'));
        }
    }

    #say(text) {
        this.#parts.listState.textContent = text;
        this.#parts.listState.hidden = false;
    }

    #item(conversation) {
        const { root, parts } = stamp('conversation-template');
        const title = titleOf(conversation);
        root.dataset.id = conversation.id;
        parts.link.href = `${this.#context}/chat/${conversation.id}`;
        parts.link.title = title;
        parts.title.textContent = title;
        parts.about.textContent = [this.#nameOfModel(conversation.model), tn('conversations.messages', conversation.messageCount ?? 0)]
            .filter(Boolean)
            .join(' · ');
        parts.more.setAttribute('aria-label', t('conversations.more', { title }));
        if (conversation.id === this.#current) {
            parts.link.setAttribute('aria-current', 'page');
        }
        return root;
    }

    /* One menu serves all conversations; it is placed at the button that asked for it. */
    #openMenu(button) {
        const menu = this.#parts.menu;
        if (!menu.hidden && this.#menuOf?.button === button) {
            this.#closeMenu();
            return;
        }
        this.#closeMenu(false);
        const conversation = this.#byId.get(button.closest('.conv').dataset.id);
        this.#menuOf = { button, conversation };
        this.#parts.pinLabel.textContent = t(conversation.pinned ? 'conversations.unpin' : 'conversations.pin');
        menu.hidden = false;
        const at = button.getBoundingClientRect();
        const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
        menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
        menu.style.top = `${below ? at.bottom + 4 : at.top - menu.offsetHeight - 4}px`;
        button.setAttribute('aria-expanded', 'true');
        this.#parts.pin.focus();
    }

    #closeMenu(returnFocus = true) {
        if (!this.#menuOf) {
            return;
        }
        const { button } = this.#menuOf;
        this.#parts.menu.hidden = true;
        button.setAttribute('aria-expanded', 'false');
        this.#menuOf = null;
        if (returnFocus) {
            button.focus();
        }
    }

    #menu() {
        const { menu, pin, rename, discard, listScroll } = this.#parts;
        const choose = (action) => () => {
            const { conversation } = this.#menuOf;
            this.#closeMenu();
            action(conversation);
        };
        pin.addEventListener('click', choose((c) => this.#change(c, { pinned: !c.pinned })));
        rename.addEventListener('click', choose((c) => this.#askName(c)));
        discard.addEventListener('click', choose((c) => this.#askDelete(c)));
        menu.addEventListener('keydown', (e) => {
            const items = [pin, rename, discard];
            const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
            if (step) {
                e.preventDefault();
                items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
            } else if (e.key === 'Escape' || e.key === 'Tab') {
                e.stopPropagation();
                this.#closeMenu(e.key === 'Escape');
            }
        });
        document.addEventListener('pointerdown', (e) => {
            if (this.#menuOf && !menu.contains(e.target) && !this.#menuOf.button.contains(e.target)) {
                this.#closeMenu(false);
            }
        });
        listScroll.addEventListener('scroll', () => this.#closeMenu(false), { passive: true });
    }

    #dialogs() {
        const { renameDialog, renameForm, renameInput, deleteDialog, deleteConfirm } = this.#parts;
        renameForm.addEventListener('submit', () => {
            const conversation = this.#byId.get(renameDialog.dataset.id);
            const title = renameInput.value.trim();
            if (conversation && title && title !== conversation.title) {
                this.#change(conversation, { title });
            }
        });
        deleteConfirm.addEventListener('click', () => this.#delete(deleteDialog.dataset.id));
        for (const dialog of [renameDialog, deleteDialog]) {
            dialog.querySelectorAll('[data-close]').forEach((b) => b.addEventListener('click', () => dialog.close()));
        }
    }

    #askName(conversation) {
        this.#parts.renameDialog.dataset.id = conversation.id;
        this.#parts.renameInput.value = conversation.title ?? '';
        this.#parts.renameDialog.showModal();
        this.#parts.renameInput.select();
    }

    #askDelete(conversation) {
        this.#parts.deleteDialog.dataset.id = conversation.id;
        this.#parts.deleteText.textContent = t('conversations.delete.text', { title: titleOf(conversation) });
        this.#parts.deleteDialog.showModal();
    }

    async #change(conversation, change) {
        try {
            await patch(`/conversations/${conversation.id}`, change);
            Object.assign(conversation, change);
            this.#show();
            if (change.title) {
                this.#onRenamed(conversation);
            }
        } catch {
            toast(t('conversations.change.failed'), { bad: true });
        }
    }

    async #delete(id) {
        this.#parts.deleteDialog.close();
        try {
            await remove(`/conversations/${id}`);
            this.#byId.delete(id);
            this.#offset--;
            this.#show();
            this.#onDeleted(id);
            toast(t('conversations.deleted'));
        } catch {
            toast(t('conversations.delete.failed'), { bad: true });
        }
    }
}

const titleOf = (conversation) => conversation.title || t('conversations.untitled');
