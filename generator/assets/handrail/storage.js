/**
 * What the browser keeps for this site: JSON under names that begin with where the site is, as
 * several sites can share one origin. What is read was perhaps written by anybody: trust none of it.
 */

const SITE = `handrail ${new URL("../..", import.meta.url).pathname} `;

/**
 * Return what is kept under `name`; undefined if that is nothing, or cannot be read.
 *
 * @param {string} name
 * @returns {unknown}
 */
export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(SITE + name) ?? "") ?? undefined;
  } catch {
    return undefined; // blocked by the reader's settings, or no JSON
  }
}

/**
 * Keep `content` under `name`; `undefined` forgets it.
 *
 * @param {string} name
 * @param {unknown} content
 */
export function write(name, content) {
  try {
    if (content === undefined) localStorage.removeItem(SITE + name);
    else localStorage.setItem(SITE + name, JSON.stringify(content));
  } catch {
    // Blocked, or full: the page works without, until it is left.
  }
}

/**
 * Call `callback` whenever another tab changes what is kept under `name`, or could have: until
 * `signal` says that it is over.
 *
 * @param {string} name
 * @param {() => void} callback
 * @param {AbortSignal} signal
 */
export function onOtherTabs(name, callback, signal) {
  addEventListener(
    "storage",
    ({ key }) => {
      if (key === SITE + name || key === null) callback();
    },
    { signal },
  );
  // A page that the browser brings back as it was has missed what happened meanwhile.
  addEventListener("pageshow", ({ persisted }) => persisted && callback(), { signal });
}
