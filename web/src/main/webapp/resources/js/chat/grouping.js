/** Which group of the conversation list something belongs to, by the reader's own calendar. */

export const GROUPS = ['pinned', 'today', 'yesterday', 'week', 'older'];

const DAY = 24 * 60 * 60 * 1000;

/**
 * @param {{pinned: boolean, updatedAt: string}} conversation
 * @param {Date} now
 * @returns {string} one of GROUPS
 */
export function groupOf({ pinned, updatedAt }, now) {
    if (pinned) {
        return 'pinned';
    }
    const days = Math.round((midnight(now) - midnight(new Date(updatedAt))) / DAY);
    return days <= 0 ? 'today' : days === 1 ? 'yesterday' : days <= 7 ? 'week' : 'older';
}

/**
 * Conversations by group, each newest first.
 *
 * @returns {Map<string, object[]>} in the order of GROUPS, without empty groups
 */
export function grouped(conversations, now) {
    const newestFirst = [...conversations].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    return new Map(
        GROUPS.map((group) => [group, newestFirst.filter((c) => groupOf(c, now) === group)])
            .filter(([, members]) => members.length),
    );
}

function midnight(date) {
    return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
