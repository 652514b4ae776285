/** Copies of the page's <template> elements, and the parts of them that the scripts fill in. */

/**
 * A copy of a template's only element, and its parts by their data-part.
 *
 * @returns {{root: HTMLElement, parts: Object<string, HTMLElement>}}
 */
export function stamp(templateId) {
    const root = document.getElementById(templateId).content.firstElementChild.cloneNode(true);
    const parts = {};
    for (const element of [root, ...root.querySelectorAll('[data-part]')]) {
        if (element.dataset.part) {
            parts[element.dataset.part] = element;
        }
    }
    return { root, parts };
}

/** The elements of a page's section by their data-part, outside of templates. */
export function partsOf(root) {
    return Object.fromEntries([...root.querySelectorAll('[data-part]')].map((e) => [e.dataset.part, e]));
}

export function debounce(millis, action) {
    let timer = 0;
    return (...args) => {
        clearTimeout(timer);
        timer = setTimeout(action, millis, ...args);
    };
}
