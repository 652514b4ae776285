/** Filters the registry's table, which the server has made, and goes on doing so when Faces has replaced it. */
import { tn } from '../core/i18n.js';

/** Found anew each time, since Faces replaces it. */
const form = () => document.getElementById('registry');
const part = (name) => form().querySelector(`[data-part="${name}"]`);
const FILTERS = ['text', 'provider', 'state'];

/** Keeps the rows that all filters want. */
function filter() {
    const words = part('text').value.trim().toLowerCase().split(/\s+/);
    const links = [...form().querySelectorAll('a[data-model]')];
    let shown = 0;
    for (const link of links) {
        const row = link.closest('tr');
        const wanted = words.every((word) => row.textContent.toLowerCase().includes(word))
            && ['provider', 'state'].every((name) => !part(name).value || link.dataset[name] === part(name).value);
        row.hidden = !wanted;
        shown += wanted ? 1 : 0;
    }
    part('empty').hidden = shown > 0;
    part('count').textContent = tn('models.count', shown);
}

/** The address names what is shown, so that it can be kept and shared. */
function remember() {
    const wanted = new URLSearchParams(FILTERS.map((name) => [name, part(name).value.trim()]).filter(([, value]) => value));
    history.replaceState(null, '', wanted.size ? `?${wanted}` : location.pathname);
}

function recall() {
    const wanted = new URLSearchParams(location.search);
    FILTERS.forEach((name) => { part(name).value = wanted.get(name) ?? ''; });
    filter();
}

document.addEventListener('input', (e) => {
    if (FILTERS.includes(e.target.dataset.part)) {
        filter();
        remember();
    }
});
new MutationObserver(recall).observe(form().parentElement, { childList: true });
recall();
