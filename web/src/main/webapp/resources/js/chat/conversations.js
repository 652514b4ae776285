/** The list of conversations: grouped by day, loaded in pages, searched by the server; what the menu of each does; import. */
import { get, patch, post, remove } from '../core/api.js';
import { debounce, stamp } from '../core/dom.js';
import { t, tn } from '../core/i18n.js';
import { explain } from '../core/problem.js';
import { signInAgain } from '../core/session.js';
import { toast } from '../shell/toast.js';
import { grouped } from './grouping.js';

const PAGE = 40;
const SEARCH_AFTER_MILLIS = 250;

/** The end of a value of the filter that is a tag. */
const TAG = 'tag:';

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
    #query = '';
    #observer;
    #onImported;

    /** @param parts the page's elements: list, listScroll, listState, listSkeleton, sentinel, search, filter, import…, dialogs, menu */
    constructor(parts, { context, nameOfModel, onDeleted, onRenamed, onImported }) {
        this.#parts = parts;
        this.#context = context;
        this.#nameOfModel = nameOfModel;
        this.#onDeleted = onDeleted;
        this.#onRenamed = onRenamed;
        this.#onImported = onImported;
        this.#observer = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#loadMore(), {
            root: parts.listScroll,
            rootMargin: '200px',
        });
        this.#observer.observe(parts.sentinel);
        parts.search.addEventListener('input', debounce(SEARCH_AFTER_MILLIS, () => this.#search()));
        parts.filter.addEventListener('change', () => this.#search());
        parts.importButton.addEventListener('click', () => parts.importInput.click());
        parts.importInput.addEventListener('change', () => this.#import());
        parts.list.addEventListener('click', (e) => {
            const button = e.target.closest('[data-part=more]');
            if (button) {
                this.#openMenu(button);
            }
        });
        this.#menu();
        this.#dialogs();
        this.#loadTags();
    }

    /** Fetches the newest page again: after an answer, when titles and order may have changed. */
    async refresh() {
        const query = this.#query;
        try {
            const { items } = await get(`/conversations?limit=${PAGE}${query}`);
            if (query === this.#query) {
                items.forEach((c) => this.#byId.set(c.id, c));
                this.#show();
            }
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

    /** Begins the list again with what the words and the filter want. */
    #search() {
        const words = this.#parts.search.value.trim();
        const filter = this.#parts.filter.value;
        const tag = filter.startsWith(TAG) ? filter.slice(TAG.length) : null;
        const query = [
            words && `q=${encodeURIComponent(words)}`,
            filter === 'archived' && 'archived=true',
            filter === 'shared' && 'scope=shared&archived=any',
            tag && `tag=${encodeURIComponent(tag)}&archived=any`,
            words && !filter && 'archived=any',
        ].filter(Boolean).map((part) => `&${part}`).join('');
        if (query !== this.#query) {
            this.#query = query;
            this.#byId.clear();
            this.#offset = 0;
            this.#complete = false;
            this.#loading = null;
            this.#loadMore();
        }
    }

    /** Offers the tags that there are as filters. */
    async #loadTags() {
        try {
            const { items } = await get('/conversations/tags');
            const { filter, tagGroup } = this.#parts;
            const chosen = filter.value;
            tagGroup.replaceChildren(...items.map(({ tag, conversations }) => {
                const option = document.createElement('option');
                option.value = TAG + tag;
                option.textContent = `${tag} (${conversations})`;
                return option;
            }));
            tagGroup.hidden = !items.length;
            filter.value = chosen;
        } catch (e) {
            console.warn('The tags could not be loaded', e);
        }
    }

    async #loadMore() {
        if (this.#complete || this.#loading) {
            return;
        }
        const loading = this.#load(this.#query);
        this.#loading = loading;
        await loading;
        if (this.#loading === loading) {
            this.#loading = null;
            this.#whenInSight();
        }
    }

    /** @param query what is wanted; when it has changed meanwhile, what comes does not matter */
    async #load(query) {
        this.#parts.listSkeleton.hidden = this.#offset > 0;
        try {
            const { items, total } = await get(`/conversations?limit=${PAGE}&offset=${this.#offset}${query}`);
            if (query !== this.#query) {
                return;
            }
            items.forEach((c) => this.#byId.set(c.id, c));
            this.#offset += items.length;
            this.#complete = !items.length || this.#offset >= total;
            this.#show();
        } catch (e) {
            if (query !== this.#query) {
                return;
            }
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
        const sections = [...grouped([...this.#byId.values()], new Date())].map(([group, members]) => {
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
            this.#say(t(this.#query ? 'conversations.nothingFound' : 'conversations.empty'));
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
        parts.about.textContent = [
            this.#nameOfModel(conversation.model),
            tn('conversations.messages', conversation.messageCount ?? 0),
            conversation.archived && t('conversations.archived'),
            conversation.shared && t('conversations.shared'),
            ...(conversation.tags ?? []).map((tag) => `#${tag}`),
        ].filter(Boolean).join(' · ');
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
        this.#parts.archiveLabel.textContent = t(conversation.archived ? 'conversations.unarchive' : 'conversations.archive');
        this.#parts.shareLabel.textContent = t(conversation.shared ? 'conversations.unshare' : 'conversations.share');
        menu.querySelectorAll('[data-own]').forEach((item) => (item.hidden = !conversation.own));
        menu.hidden = false;
        const at = button.getBoundingClientRect();
        const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
        menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
        menu.style.top = `${below ? at.bottom + 4 : at.top - menu.offsetHeight - 4}px`;
        button.setAttribute('aria-expanded', 'true');
        this.#menuItems()[0].focus();
    }

    #menuItems() {
        return [...this.#parts.menu.querySelectorAll('[role=menuitem]:not([hidden])')];
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
        const { menu, pin, rename, tag, archive, share, saveText, saveAll, discard, listScroll } = this.#parts;
        const choose = (action) => () => {
            const { conversation } = this.#menuOf;
            this.#closeMenu();
            action(conversation);
        };
        pin.addEventListener('click', choose((c) => this.#change(c, { pinned: !c.pinned })));
        rename.addEventListener('click', choose((c) => this.#askName(c)));
        tag.addEventListener('click', choose((c) => this.#askTags(c)));
        archive.addEventListener('click', choose((c) => this.#archive(c)));
        share.addEventListener('click', choose((c) => this.#share(c)));
        saveText.addEventListener('click', choose((c) => this.#save(c, 'md')));
        saveAll.addEventListener('click', choose((c) => this.#save(c, 'json')));
        discard.addEventListener('click', choose((c) => this.#askDelete(c)));
        menu.addEventListener('keydown', (e) => {
            const items = this.#menuItems();
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
        const { renameDialog, renameForm, renameInput, tagDialog, tagForm, tagInput, deleteDialog, deleteConfirm } = this.#parts;
        renameForm.addEventListener('submit', () => {
            const conversation = this.#byId.get(renameDialog.dataset.id);
            const title = renameInput.value.trim();
            if (conversation && title && title !== conversation.title) {
                this.#change(conversation, { title });
            }
        });
        tagForm.addEventListener('submit', async () => {
            const conversation = this.#byId.get(tagDialog.dataset.id);
            const tags = tagInput.value.split(',').map((word) => word.trim()).filter(Boolean);
            if (conversation && await this.#change(conversation, { tags })) {
                this.#loadTags();
            }
        });
        deleteConfirm.addEventListener('click', () => this.#delete(deleteDialog.dataset.id));
        for (const dialog of [renameDialog, tagDialog, deleteDialog]) {
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

    #askTags(conversation) {
        this.#parts.tagDialog.dataset.id = conversation.id;
        this.#parts.tagInput.value = (conversation.tags ?? []).join(', ');
        this.#parts.tagDialog.showModal();
        this.#parts.tagInput.focus();
    }

    async #archive(conversation) {
        const archived = !conversation.archived;
        if (await this.#change(conversation, { archived })) {
            if (!this.#query.includes('archived=any')) {
                this.#byId.delete(conversation.id);
                this.#offset--;
                this.#show();
            }
            toast(t(archived ? 'conversations.archived.done' : 'conversations.unarchived.done'));
        }
    }

    async #share(conversation) {
        const shared = !conversation.shared;
        if (await this.#change(conversation, { shared })) {
            toast(t(shared ? 'conversations.shared.done' : 'conversations.unshared.done'));
        }
    }

    /** The answer says that it is to be saved, so the page stays. */
    #save(conversation, format) {
        location.assign(`${this.#context}/api/conversations/${conversation.id}/export?format=${format}`);
    }

    async #import() {
        const [file] = this.#parts.importInput.files;
        this.#parts.importInput.value = '';
        try {
            const conversation = await post('/conversations/import', JSON.parse(await file.text()));
            await this.refresh();
            this.#loadTags();
            this.#onImported(conversation.id);
        } catch (e) {
            toast(e instanceof SyntaxError ? t('conversations.import.none') : explain(e).detail || t('conversations.import.none'), { bad: true });
        }
    }

    /** @returns whether it was changed */
    async #change(conversation, change) {
        try {
            Object.assign(conversation, await patch(`/conversations/${conversation.id}`, change));
            this.#show();
            if (change.title) {
                this.#onRenamed(conversation);
            }
            return true;
        } catch {
            toast(t('conversations.change.failed'), { bad: true });
            return false;
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
