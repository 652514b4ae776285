/** The portal's door to /api: JSON in and out, the session's anti-CSRF header, problems as exceptions. */

const base = meta('atrium-context') + '/api';

/** A refusal or failure of the API, with the members of its problem document (RFC 9457). Status 0: the server was not reached. */
export class Problem extends Error {
    constructor(status, { code = '', title = '', detail = '', traceId = '', retryAfter = null, errors = [] } = {}) {
        super(detail || title || `HTTP ${status}`);
        this.name = 'Problem';
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.traceId = traceId;
        this.retryAfter = retryAfter;
        this.errors = errors;
    }
}

export const get = (path, options) => json('GET', path, undefined, options);
export const post = (path, body, options) => json('POST', path, body, options);
export const patch = (path, body, options) => json('PATCH', path, body, options);
export const remove = (path, options) => json('DELETE', path, undefined, options);

/** A new Idempotency-Key. The browser has randomUUID only where the page came over HTTPS or from this machine. */
export function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Uploads a file, with other fields or alone. By XMLHttpRequest, since fetch does not tell how far an upload is.
 *
 * @param {File|FormData} content the file, or a form with one
 * @param {{signal: ?AbortSignal, onProgress: function(number), idempotencyKey: ?string}} options onProgress gets the share that is
 *     sent, from 0 to 1
 * @returns {Promise<object>} the server's answer
 * @throws {Problem} if it was refused
 */
export function upload(path, content, { signal, onProgress, idempotencyKey }) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        let form = content;
        if (content instanceof Blob) {
            form = new FormData();
            form.append('file', content);
        }
        request.open('POST', base + path);
        request.setRequestHeader('Accept', 'application/json');
        request.setRequestHeader('X-CSRF-Token', meta('csrf-token'));
        if (idempotencyKey) {
            request.setRequestHeader('Idempotency-Key', idempotencyKey);
        }
        request.responseType = 'json';
        request.upload.addEventListener('progress', (e) => e.lengthComputable && onProgress(e.loaded / e.total));
        request.addEventListener('load', () =>
            request.status < 300 ? resolve(request.response) : reject(new Problem(request.status, request.response ?? {})));
        request.addEventListener('error', () => reject(new Problem(0)));
        request.addEventListener('abort', () => reject(new DOMException('The upload was given up', 'AbortError')));
        signal?.addEventListener('abort', () => request.abort());
        request.send(form);
    });
}

/**
 * Opens an event stream.
 *
 * @returns {Promise<Response>} whose body is to be read with readEvents
 * @throws {Problem} if the answer is anything but an event stream
 */
export function openStream(method, path, body, { signal, lastEventId, idempotencyKey } = {}) {
    const headers = { Accept: 'text/event-stream' };
    if (idempotencyKey) {
        headers['Idempotency-Key'] = idempotencyKey;
    }
    if (lastEventId) {
        headers['Last-Event-ID'] = lastEventId;
    }
    return send(method, path, body, { signal, headers });
}

async function json(method, path, body, options) {
    const response = await send(method, path, body, options);
    return response.status === 204 || response.status === 202 ? null : response.json();
}

async function send(method, path, body, { signal, headers = {} } = {}) {
    const all = { Accept: 'application/json', ...headers };
    if (body !== undefined) {
        all['Content-Type'] = 'application/json';
    }
    if (method !== 'GET') {
        all['X-CSRF-Token'] = meta('csrf-token');
    }
    let response;
    try {
        response = await fetch(base + path, {
            method,
            headers: all,
            body: body === undefined ? undefined : JSON.stringify(body),
            signal,
            credentials: 'same-origin',
            cache: 'no-store',
        });
    } catch (e) {
        if (e.name === 'AbortError') {
            throw e;
        }
        throw new Problem(0);
    }
    if (!response.ok) {
        throw await problemOf(response);
    }
    return response;
}

async function problemOf(response) {
    const members = await response.json().catch(() => ({}));
    const retryAfter = members.retryAfter ?? Number(response.headers.get('Retry-After') ?? NaN);
    return new Problem(response.status, { ...members, retryAfter: Number.isFinite(retryAfter) ? retryAfter : null });
}

function meta(name) {
    return document.querySelector(`meta[name="${name}"]`)?.content ?? '';
}
