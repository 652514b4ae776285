/** Requests that cost credits. */
import { newKey, post, Problem } from '../core/api.js';

const TRIES = 3;
const WAIT_MILLIS = 1000;

/**
 * Sends a request and waits for what comes of it. It has a key: when the connection breaks it is sent again, and the server carries it
 * out once.
 *
 * @throws {Problem} if it was refused
 */
export async function order(path, body) {
    const headers = { 'Idempotency-Key': newKey() };
    for (let broken = 0; ; ) {
        let wait = WAIT_MILLIS;
        try {
            return await post(path, body, { headers });
        } catch (e) {
            const underWay = e.code === 'IDEMPOTENCY_IN_PROGRESS';
            if (!(e instanceof Problem) || (!underWay && (e.status !== 0 || ++broken === TRIES))) {
                throw e;
            }
            wait = Math.max(wait, 1000 * (e.retryAfter ?? 0));
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
    }
}
