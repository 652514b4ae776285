/**
 * Markdown of an answer to safe HTML, for streamed and stored messages alike.
 * Raw HTML in the source is shown as text, and whatever the renderer makes goes through the sanitizer last.
 * The libraries are classic scripts that the page loads before its modules.
 */
import { t } from '../core/i18n.js';

/** Longer listings are shown plain: colours are not worth a stalled page. */
const HIGHLIGHT_LIMIT = 60_000;

const { markdownit, hljs, DOMPurify } = globalThis;
const md = markdownit({ html: false, linkify: true });
const { escapeHtml } = md.utils;

md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

md.renderer.rules.fence = (tokens, i) => codeBlock(tokens[i].content, tokens[i].info.trim().split(/\s+/)[0]);
md.renderer.rules.code_block = (tokens, i) => codeBlock(tokens[i].content, '');
md.renderer.rules.table_open = () =>
    `<div class="table-scroll" tabindex="0" role="group" aria-label="${escapeHtml(t('answer.table'))}"><table>`;
md.renderer.rules.table_close = () => '</table></div>';

/* Columns are aligned by class, for the Content-Security-Policy keeps style attributes out. */
for (const rule of ['th_open', 'td_open']) {
    md.renderer.rules[rule] = (tokens, i, options, env, self) => {
        const alignment = /text-align:(\w+)/.exec(tokens[i].attrGet('style') ?? '')?.[1];
        tokens[i].attrs = alignment ? [['class', `align-${alignment}`]] : null;
        return self.renderToken(tokens, i, options);
    };
}

md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    tokens[i].attrSet('target', '_blank');
    tokens[i].attrSet('rel', 'noopener noreferrer nofollow');
    return self.renderToken(tokens, i, options);
};

/* A picture from elsewhere would tell its host who reads this answer: it becomes a link. */
md.renderer.rules.image = (tokens, i) => {
    const source = tokens[i].attrGet('src') ?? '';
    const text = escapeHtml(tokens[i].content || source);
    return /^\/(?!\/)/.test(source)
        ? `<img src="${escapeHtml(source)}" alt="${text}" loading="lazy">`
        : `<a href="${escapeHtml(source)}" target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;
};

function codeBlock(code, info) {
    const language = hljs.getLanguage(info) ? info : '';
    const body = language && code.length <= HIGHLIGHT_LIMIT
        ? hljs.highlight(code, { language, ignoreIllegals: true }).value
        : escapeHtml(code);
    return `<div class="code"><div class="code-head"><span>${escapeHtml(info || t('answer.code'))}</span>`
        + `<button type="button" class="code-copy">${escapeHtml(t('answer.copy'))}</button></div>`
        + `<pre tabindex="0"><code>${body}</code></pre></div>`;
}

/**
 * Parses the part of a source that may still change, and tells where what can change begins: all before is final,
 * whatever text is still to come. That is the last block whose first line is complete, for the beginning of a line
 * can still turn out to go on with the block above it ("2" with the list, once it is "2.").
 *
 * @param {string} source
 * @param {object} env kept from call to call of one message, for link definitions that came earlier
 * @returns {{final: string, open: string, boundary: number}} HTML before and from that block, and its offset in the source
 */
export function renderInProgress(source, env) {
    const tokens = md.parse(source, env);
    const ends = lineEnds(source);
    let first = 0;
    let line = 0;
    tokens.forEach((token, i) => {
        if (token.level === 0 && token.nesting >= 0 && token.map && token.map[0] < ends.length) {
            first = i;
            line = token.map[0];
        }
    });
    return {
        final: md.renderer.render(tokens.slice(0, first), md.options, env),
        open: md.renderer.render(tokens.slice(first), md.options, env),
        boundary: line === 0 ? 0 : ends[line - 1],
    };
}

/** A whole source as HTML, not yet sanitized. */
export const render = (source) => md.render(source);

/** HTML as a fragment that holds nothing but what the renderer above can make. */
export function sanitize(html) {
    return DOMPurify.sanitize(html, {
        ALLOWED_TAGS: [
            'p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'strong', 'em', 's',
            'a', 'code', 'pre', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'div', 'span', 'button',
        ],
        ALLOWED_ATTR: ['href', 'target', 'rel', 'src', 'alt', 'title', 'class', 'start', 'type', 'tabindex', 'role', 'aria-label', 'loading'],
        ADD_URI_SAFE_ATTR: ['target', 'rel', 'type', 'start', 'tabindex', 'loading'],
        ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i,
        ALLOW_DATA_ATTR: false,
        RETURN_DOM_FRAGMENT: true,
    });
}

/** The offset after each line end. */
function lineEnds(source) {
    return [...source.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length);
}
