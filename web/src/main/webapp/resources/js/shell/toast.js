/** Short results at the corner of the page, read out by screen readers, gone by themselves. */
import { stamp } from '../core/dom.js';

const SHOWN_MILLIS = 6000;
const AT_MOST = 3;

/** @param {{bad?: boolean}} options bad: something went wrong */
export function toast(text, { bad = false } = {}) {
    const region = document.getElementById('toasts');
    const { root, parts } = stamp('toast-template');
    parts.text.textContent = text;
    root.classList.toggle('bad', bad);
    parts.close.addEventListener('click', () => root.remove());
    region.append(root);
    while (region.childElementCount > AT_MOST) {
        region.firstElementChild.remove();
    }
    setTimeout(() => root.remove(), SHOWN_MILLIS);
}
