/** Takes a filled preset from the page of presets to the one that uses it. It is taken once, so that reloading asks nothing again. */

const KEY = 'atrium.preset.';

/** @param {'chat'|'text'} page */
export function handOver(page, filled) {
    sessionStorage.setItem(KEY + page, JSON.stringify(filled));
}

/** @returns {?{presetId: string, variables: object, prompt: string, model: ?string, system: ?string, parameters: object}} */
export function takeOver(page) {
    const filled = sessionStorage.getItem(KEY + page);
    sessionStorage.removeItem(KEY + page);
    return filled && JSON.parse(filled);
}
