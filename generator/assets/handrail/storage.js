/**
 * What the browser keeps for this site: JSON, under names that begin with where the site is, as an
 * origin can have several. Anybody may have written what is read: trust none of it.
 */

const SITE = `handrail ${new URL("../..", import.meta.url).pathname} `;

/** Return what is kept under a name, undefined if that is nothing or cannot be read. */
export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(SITE + name)) ?? undefined;
  } catch {
    return undefined; // blocked by the reader's settings, or no JSON
  }
}

/** Keep something under a name; undefined is to forget it. */
export function write(name, content) {
  try {
    if (content === undefined) localStorage.removeItem(SITE + name);
    else localStorage.setItem(SITE + name, JSON.stringify(content));
  } catch {
    // Blocked, or full: the page works without, until it is left.
  }
}

/** Call back whenever something else than this page may have changed what is kept under a name. */
export function onOthers(name, callback, signal) {
  const isMeant = ({ key }) => key === SITE + name || key === null;
  addEventListener("storage", (event) => isMeant(event) && callback(), { signal });
  // The browser brings a page back as it was: it has missed what happened meanwhile.
  addEventListener("pageshow", ({ persisted }) => persisted && callback(), { signal });
}
