/**
 * Values in the address: `#sso_identifier=acme`, also behind a section, `#section&sso_identifier=acme`.
 * What stands behind # never reaches a server (https://www.rfc-editor.org/rfc/rfc3986#section-3.5).
 */

import { copy } from "./clipboard.js";
import { showField } from "./fields.js";
import { encode, fault, focusField, placeholders, set } from "./values.js";

/**
 * @param {Document} page
 * @param {AbortSignal} signal
 */
export function start(page, signal) {
  take();
  addEventListener("hashchange", take, { signal });
  page.querySelector(".handrail-share")?.addEventListener("click", share, { signal });
}

/** Fill in what the address holds, and leave only the section there: a reload changes nothing. */
function take() {
  const { section, values } = read(location.hash.slice(1));
  if (!values.size) return;
  for (const [name, text] of values) fill(name, text);
  const { pathname, search } = location;
  if (section) location.replace(`#${section}`);
  else history.replaceState(history.state, "", pathname + search);
}

/**
 * @param {string} fragment
 * @returns {{section: string, values: Map<string, string>}}
 */
function read(fragment) {
  const known = placeholders();
  const values = new Map();
  const rest = fragment.split("&").filter((part) => {
    const [name, ...texts] = part.split("=");
    if (!texts.length || !known.has(name)) return true;
    values.set(name, decode(texts.join("=")));
    return false;
  });
  return { section: rest.join("&"), values };
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // no address that this page makes
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function fill(name, text) {
  const { value } = placeholders().get(name);
  if (!text || fault(name, text)) {
    showField(name, "link-wrong");
  } else {
    set(name, text);
    const replaced = value !== null && value !== text;
    showField(name, replaced ? "link-replaced" : "link", value ?? "");
  }
}

function share() {
  const known = [...placeholders()];
  const filled = known.filter(([, { value }]) => value !== null);
  if (!filled.length) {
    focusField(known[0][0]);
    return;
  }
  const address = new URL(location.href);
  address.hash = filled.map(([name, { value }]) => `${name}=${encode(value)}`).join("&");
  copy(address.href, "link-copied");
}
