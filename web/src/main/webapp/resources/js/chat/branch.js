/** Messages of a conversation form a tree; what is shown is the branch that ends in the newest message. */

/**
 * @param {{id: string, parentId: ?string}[]} messages in the order in which they were written
 * @returns {object[]} from the first message of the branch to the newest
 */
export function newestBranch(messages) {
    const byId = new Map(messages.map((m) => [m.id, m]));
    const branch = [];
    for (let m = messages.at(-1); m && branch.length < messages.length; m = byId.get(m.parentId)) {
        branch.push(m);
    }
    return branch.reverse();
}
