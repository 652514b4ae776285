/** The gallery: all images of the workspace's user, newest first, loaded in pages while it is scrolled. */
import { get } from '../core/api.js';
import { stamp } from '../core/dom.js';
import { t } from '../core/i18n.js';

const PAGE = 30;

export class Gallery {
    #parts;
    #context;
    #query = '';
    #offset = 0;
    #complete = false;
    #loading = null;
    #observer;
    #byId = new Map();

    /** @param parts the page's elements: gallery, galleryScroll, sentinel, empty, emptyTitle, emptyText */
    constructor(parts, { context }) {
        this.#parts = parts;
        this.#context = context;
        this.#observer = new IntersectionObserver(([entry]) => entry.isIntersecting && this.#more(), {
            root: matchMedia('(max-width: 900px)').matches ? null : parts.galleryScroll,
            rootMargin: '300px',
        });
    }

    /**
     * Shows the generations that a filter finds, from the newest.
     *
     * @param {{q: ?string, model: ?string, from: ?string, to: ?string}} wanted words of the prompt, the model, and the instants between which
     *     they were made; what is empty does not count
     */
    async show(wanted = {}) {
        const given = Object.entries(wanted).filter(([, value]) => value);
        const filter = new URLSearchParams({ type: 'image', status: 'completed', limit: PAGE, ...Object.fromEntries(given) });
        this.#query = filter.toString();
        this.#offset = 0;
        this.#complete = false;
        this.#parts.gallery.replaceChildren();
        this.#byId.clear();
        await this.#more();
        this.#sayIfEmpty(given.length > 0);
    }

    /** Places that new images will take. */
    expect(count) {
        this.#parts.empty.hidden = true;
        const places = Array.from({ length: count }, () => stamp('pending-template').root);
        this.#parts.gallery.prepend(...places);
        return places;
    }

    /** Puts a new generation's images where they were expected. */
    fill(places, generation) {
        places.forEach((place) => place.remove());
        this.#offset += 1;
        this.#parts.gallery.prepend(...this.#pictures(generation));
    }

    withdraw(places) {
        places.forEach((place) => place.remove());
        this.#sayIfEmpty(false);
    }

    /** A generation by id with all that is known of it. */
    async find(id) {
        if (!this.#byId.has(id)) {
            this.#byId.set(id, await get(`/ai/generations/${id}`));
        }
        return this.#byId.get(id);
    }

    removed(id) {
        this.#byId.delete(id);
        this.#offset -= 1;
        this.#parts.gallery.querySelectorAll(`[data-id="${id}"]`).forEach((e) => e.remove());
        this.#sayIfEmpty(false);
    }

    async #more() {
        if (this.#complete || this.#loading) {
            return;
        }
        const query = this.#query;
        this.#loading = get(`/ai/generations?${query}&offset=${this.#offset}`);
        try {
            const { items, total } = await this.#loading;
            if (query !== this.#query) {
                return;
            }
            this.#offset += items.length;
            this.#complete = !items.length || this.#offset >= total;
            this.#parts.gallery.append(...items.flatMap((g) => this.#pictures(g)));
        } finally {
            this.#loading = null;
            // The observer tells of a change only, so a list that is still short after a page is asked again.
            this.#observer.unobserve(this.#parts.sentinel);
            this.#observer.observe(this.#parts.sentinel);
        }
    }

    #pictures(generation) {
        return (generation.files ?? []).map((file, index) => {
            const { root, parts } = stamp('picture-template');
            root.dataset.id = generation.id;
            parts.link.href = `${this.#context}/images/${generation.id}${index ? `?n=${index + 1}` : ''}`;
            parts.image.src = this.#context + file.thumbnailUrl;
            parts.image.alt = generation.prompt ?? t('images.untitled');
            return root;
        });
    }

    #sayIfEmpty(filtered) {
        const empty = !this.#parts.gallery.childElementCount;
        this.#parts.empty.hidden = !empty;
        this.#parts.tools.hidden = empty && !filtered;
        this.#parts.emptyTitle.textContent = t(filtered ? 'images.nothingFound' : 'images.empty');
        this.#parts.emptyText.textContent = t(filtered ? 'images.nothingFound.text' : 'images.empty.text');
    }
}
