/** Settings that the server needs for the first paint (theme, language, width of the rail) live in cookies for a year. */
export function remember(name, value) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    const path = document.querySelector('meta[name="atrium-context"]').content || '/';
    const age = value ? 365 * 24 * 3600 : 0;
    document.cookie = `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${age}; SameSite=Lax${secure}`;
}
