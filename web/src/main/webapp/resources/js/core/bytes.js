/** Sizes of files in the unit that people would choose. */

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
const STEP = 1024;

/** @returns {{amount: number, unit: string}} with at most one decimal, and the unit's name as Intl.NumberFormat knows it */
export function inUnits(bytes) {
    let amount = bytes;
    let unit = 0;
    // 1023.95 would be shown as 1024.
    while (amount >= STEP - 0.05 && unit < UNITS.length - 1) {
        amount /= STEP;
        unit += 1;
    }
    return { amount: unit === 0 ? amount : Math.round(amount * 10) / 10, unit: UNITS[unit] };
}
