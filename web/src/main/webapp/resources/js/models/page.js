/** The page of models: filters the table, which the server has made, and sets two or three models side by side. */
import { tn } from '../core/i18n.js';

const MOST = 3;

const parts = Object.fromEntries(
    [...document.querySelectorAll('.catalogue [data-part]')].map((element) => [element.dataset.part, element]));
const picks = [...document.querySelectorAll('.catalogue-table input[data-model]')];

/** Keeps the rows that all filters want. */
function filter() {
    const words = parts.text.value.trim().toLowerCase().split(/\s+/);
    let shown = 0;
    for (const pick of picks) {
        const row = pick.closest('tr');
        const wanted = words.every((word) => row.textContent.toLowerCase().includes(word))
            && (!parts.provider.value || pick.dataset.provider === parts.provider.value)
            && (!parts.capability.value || pick.dataset.capabilities.split(' ').includes(parts.capability.value))
            && (!parts.usable.checked || pick.dataset.usable === 'true');
        row.hidden = !wanted;
        shown += wanted ? 1 : 0;
    }
    parts.empty.hidden = shown > 0;
    parts.count.textContent = tn('models.count', shown);
}

function chosen() {
    return picks.filter((pick) => pick.checked);
}

/** Three fit side by side: with the third chosen no other can be. */
function limit() {
    const number = chosen().length;
    picks.forEach((pick) => { pick.disabled = !pick.checked && number >= MOST; });
    parts.compare.disabled = number < 2;
}

/** A table with a column for each chosen model, made of the cells of its row. */
function compare() {
    const heads = [...document.querySelectorAll('.catalogue-table thead th')].map((head) => head.textContent.trim());
    const rows = chosen().map((pick) => [...pick.closest('tr').cells]);
    const table = document.createElement('table');
    for (let column = 1; column < heads.length; column++) {
        const line = table.insertRow();
        const head = document.createElement('th');
        head.scope = 'row';
        head.textContent = heads[column];
        line.append(head);
        for (const cells of rows) {
            line.insertCell().append(...[...cells[column].childNodes].map((node) => node.cloneNode(true)));
        }
    }
    parts.comparison.replaceChildren(table);
    parts.dialog.showModal();
}

for (const name of ['text', 'provider', 'capability', 'usable']) {
    parts[name].addEventListener('input', filter);
}
picks.forEach((pick) => pick.addEventListener('change', limit));
parts.compare.addEventListener('click', compare);
parts.dialogClose.addEventListener('click', () => parts.dialog.close());
parts.reset.addEventListener('click', () => {
    parts.text.value = '';
    parts.provider.value = '';
    parts.capability.value = '';
    parts.usable.checked = false;
    filter();
    parts.text.focus();
});

filter();
limit();
