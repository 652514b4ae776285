/** What a form would cost at most, told beside the button that starts it. */
import { post } from '../core/api.js';
import { debounce } from '../core/dom.js';
import { cost, t } from '../core/i18n.js';

const AFTER_MILLIS = 400;

/**
 * Keeps an element up to date with the estimate of a request.
 *
 * @param {HTMLElement} element where it is told
 * @param {function(): ?object} request the body for /ai/estimate; null while there is nothing to estimate
 * @returns {function()} to be called after the request has changed
 */
export function estimateIn(element, request) {
    let asked = null;
    return debounce(AFTER_MILLIS, async () => {
        asked?.abort();
        const body = request();
        if (!body) {
            element.textContent = '';
            return;
        }
        asked = new AbortController();
        try {
            const { credits } = await post('/ai/estimate', body, { signal: asked.signal });
            element.textContent = t('estimate', { amount: cost(credits.max) });
        } catch (e) {
            if (e.name !== 'AbortError') {
                // What is wrong with the request is told when it is sent.
                element.textContent = '';
            }
        }
    });
}
