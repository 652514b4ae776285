/** Texts and formats in the page's language. The texts come from the page itself, where the server put them. */

import { inUnits } from './bytes.js';

const language = document.documentElement.lang || 'en';
const texts = JSON.parse(document.getElementById('client-texts')?.textContent || '{}');
const plural = new Intl.PluralRules(language);

/** The text of a key, with {name} replaced by params.name. */
export function t(key, params = {}) {
    return (texts[key] ?? key).replace(/\{(\w+)}/g, (_, name) => params[name] ?? '');
}

/** As t, of the key's plural form for a count: key.one, key.other. */
export function tn(key, count, params = {}) {
    const form = `${key}.${plural.select(count)}`;
    return t(texts[form] === undefined ? `${key}.other` : form, { count: integer(count), ...params });
}

/** The text of a key, or a fallback where there is none. */
export function textOr(key, fallback) {
    return texts[key] ?? fallback;
}

const integerFormat = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const exactFormat = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const balanceFormat = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallFormat = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
const costFormat = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
const compactFormat = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const integer = (n) => integerFormat.format(n);

/** All six decimals that an amount of credits can have. */
export const exactCredits = (n) => exactFormat.format(n);

/** What something cost, short enough for a caption; below one credit by significant digits, lest it read as zero. */
export const cost = (n) => (Math.abs(n) < 1 ? smallFormat : costFormat).format(n);

/** A balance, rounded down: it never promises more than there is. */
export const balance = (n) => balanceFormat.format(Math.floor(n * 100 + 1e-7) / 100);

/** A large round number in few characters: 200K, 1M. */
export const compact = (n) => compactFormat.format(n);

/** The size of a file: 1.5 MB. */
export function fileSize(bytes) {
    const { amount, unit } = inUnits(bytes);
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short' }).format(amount);
}

/** A day without a time, such as 2027-01-14, which is the same day everywhere. */
export const day = (iso) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(iso));

export const decimal = (n) => oneDecimal.format(n);
