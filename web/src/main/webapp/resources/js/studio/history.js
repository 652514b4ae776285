/** The generations of one kind, newest first, loaded in pages while they are scrolled. */
import { get } from '../core/api.js';

const PAGE = 20;

export class History {
    #type;
    #parts;
    #make;
    #offset = 0;
    #complete = false;
    #loading = false;
    #observer;

    /**
     * @param {string} type as in the API: speech, transcription
     * @param parts the page's elements: history, historyScroll, sentinel, empty
     * @param {function(object): HTMLElement} make shows a generation
     */
    constructor(type, parts, make) {
        this.#type = type;
        this.#parts = parts;
        this.#make = make;
        this.#observer = new IntersectionObserver(([entry]) => entry.isIntersecting && this.more(), {
            root: matchMedia('(max-width: 900px)').matches ? null : parts.historyScroll,
            rootMargin: '300px',
        });
    }

    async more() {
        if (this.#complete || this.#loading) {
            return;
        }
        this.#loading = true;
        try {
            const { items, total } = await get(
                `/ai/generations?type=${this.#type}&status=completed&limit=${PAGE}&offset=${this.#offset}`,
            );
            this.#offset += items.length;
            this.#complete = !items.length || this.#offset >= total;
            this.#parts.history.append(...items.map((generation) => this.#element(generation)));
            this.#sayIfEmpty();
        } finally {
            this.#loading = false;
            // The observer tells of a change only, so a list that is still short after a page is asked again.
            this.#observer.unobserve(this.#parts.sentinel);
            this.#observer.observe(this.#parts.sentinel);
        }
    }

    /** Puts an element in front that stands for what is being made. */
    expect(element) {
        this.#parts.empty.hidden = true;
        this.#parts.history.prepend(element);
        this.#parts.historyScroll.scrollTo({ top: 0 });
    }

    /** Puts a new generation in the place that was kept for it. */
    fill(element, generation) {
        element.replaceWith(this.#element(generation));
        this.#offset += 1;
    }

    withdraw(element) {
        element.remove();
        this.#sayIfEmpty();
    }

    removed(id) {
        this.#parts.history.querySelector(`[data-id="${id}"]`)?.remove();
        this.#offset -= 1;
        this.#sayIfEmpty();
    }

    #element(generation) {
        const element = this.#make(generation);
        element.dataset.id = generation.id;
        return element;
    }

    #sayIfEmpty() {
        this.#parts.empty.hidden = this.#parts.history.childElementCount > 0;
    }
}
