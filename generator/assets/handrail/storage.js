/**
 * What the browser keeps, under names that begin with where the site is: an origin can have several.
 * Anybody may have written what is read: trust none of it.
 */

const SITE = `handrail ${new URL("../..", import.meta.url).pathname} `;

/** Return what is kept under a name, or undefined. */
export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(SITE + name)) ?? undefined;
  } catch {
    return undefined; // blocked by the reader's settings, or no JSON
  }
}

/** Keep something; undefined is to forget it. */
export function write(name, content) {
  try {
    if (content === undefined) localStorage.removeItem(SITE + name);
    else localStorage.setItem(SITE + name, JSON.stringify(content));
  } catch {
    // Blocked, or full: the page works without, until it is left, and keeps nothing older.
    if (content !== undefined) write(name);
  }
}

/** Call back whenever another page may have changed what is kept. */
export function onOthers(name, callback, signal) {
  const isMeant = ({ key }) => key === SITE + name || key === null;
  addEventListener("storage", (event) => isMeant(event) && callback(), { signal });
  // The browser brings a page back as it was: it has missed what happened meanwhile.
  addEventListener("pageshow", ({ persisted }) => persisted && callback(), { signal });
}
