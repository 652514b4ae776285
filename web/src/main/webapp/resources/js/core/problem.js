/** Problems of the API in the reader's words, and the place of a page that tells them. */
import { t, tn } from './i18n.js';

/** Why something was not done, and how long to wait where the server says so. */
export class ProblemNotice {
    #parts;
    #waitUntil = 0;
    #countdown = 0;
    #onWait;

    /**
     * @param parts the page's elements: notice, noticeText, noticeDetail, noticeSignIn, noticeClose
     * @param {{onWait: function}} options called when a wait begins, goes on or is over
     */
    constructor(parts, { onWait = () => {} } = {}) {
        this.#parts = parts;
        this.#onWait = onWait;
        parts.noticeClose.addEventListener('click', () => this.clear());
    }

    /** Whether the server asked for more patience than there was until now. */
    get waiting() {
        return this.#waitUntil > Date.now();
    }

    show(problem) {
        const { title, detail } = explain(problem);
        this.#parts.notice.hidden = false;
        this.#parts.notice.classList.toggle('bad', problem.status !== 429);
        this.#parts.notice.classList.toggle('warn', problem.status === 429);
        this.#parts.noticeText.textContent = title;
        this.#parts.noticeDetail.textContent = detail;
        this.#parts.noticeDetail.hidden = !detail;
        this.#parts.noticeSignIn.hidden = problem.status !== 401;
        if (problem.status === 429 && problem.retryAfter) {
            this.#waitUntil = Date.now() + problem.retryAfter * 1000;
            this.#tick();
        }
    }

    clear() {
        this.#parts.notice.hidden = true;
        this.#waitUntil = 0;
        clearTimeout(this.#countdown);
        this.#onWait();
    }

    #tick() {
        const seconds = Math.ceil((this.#waitUntil - Date.now()) / 1000);
        if (seconds <= 0) {
            this.clear();
            return;
        }
        this.#parts.noticeDetail.textContent = tn('problem.wait', seconds);
        this.#parts.noticeDetail.hidden = false;
        this.#onWait();
        this.#countdown = setTimeout(() => this.#tick(), 1000);
    }
}

/** A problem in the reader's words: what happened, and the server's detail where it helps. */
export function explain(problem) {
    const { status, detail, traceId } = problem;
    switch (status) {
        case 0:
            return { title: t('problem.offline'), detail: '' };
        case 401:
            return { title: t('problem.signedOut'), detail: '' };
        case 402:
            return { title: t(problem.code === 'BUDGET_EXCEEDED' ? 'problem.budget' : 'problem.credits'), detail };
        case 429:
            return { title: t(problem.code === 'QUOTA_EXCEEDED' ? 'problem.quota' : 'problem.limit'), detail };
        case 502:
            return { title: t('problem.providerError'), detail };
        case 503:
        case 504:
            return { title: t('problem.provider'), detail };
        default:
            return status >= 500
                ? { title: t('problem.internal'), detail: traceId ? t('problem.trace', { traceId }) : '' }
                : { title: t('problem.refused'), detail: problem.errors?.[0]?.message ?? detail };
    }
}
