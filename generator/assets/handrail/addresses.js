/**
 * Values in the address: `#sso_identifier=acme`, also behind a section, `#section&sso_identifier=acme`.
 * What stands behind # never reaches a server (https://www.rfc-editor.org/rfc/rfc3986#section-3.5).
 */

import { copy } from "./clipboard.js";
import { showField } from "./fields.js";
import { encode, fault, focusField, placeholders, set } from "./values.js";

/**
 * What addresses have filled in: Material for MkDocs can come with one a second time.
 *
 * @type {Map<string, string>}
 */
const filled = new Map();

export function start(page, signal) {
  take();
  addEventListener("popstate", take, { signal });
  page.querySelector(".handrail-share")?.addEventListener("click", share, { signal });
}

/**
 * Fill in what the address holds, and leave the section there alone: whoever types something else
 * finds that again after a reload.
 */
function take() {
  const { section, values } = read(location.hash.slice(1));
  for (const [name, text] of values) fill(name, text);
  reveal(document.getElementById(decode(section)));
  const { pathname, search } = location;
  if (values.size && section) location.replace(`#${section}`);
  else if (values.size) history.replaceState(history.state, "", pathname + search);
}

/** As generator/addresses.py reads it. */
function read(fragment) {
  const values = new Map();
  const rest = fragment.split("&").filter((part) => {
    const [name, ...texts] = part.split("=");
    if (!texts.length || !placeholders().has(name)) return true;
    values.set(name, decode(texts.join("=")));
    return false;
  });
  return { section: rest.join("&"), values };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function fill(name, text) {
  const { value } = placeholders().get(name);
  if (value === text && filled.get(name) === text) return;
  filled.set(name, text);
  if (!text || fault(name, text)) {
    showField(name, "link-wrong");
  } else {
    set(name, text);
    const isReplaced = value !== null && value !== text;
    showField(name, isReplaced ? "link-replaced" : "link", value ?? "");
  }
}

/** Open the tab of the page that an element is in, if it is hidden there. */
export function reveal(element) {
  const block = element?.closest(".tabbed-block");
  if (!block || block.getClientRects().length) return;
  const tabs = block.closest(".tabbed-set").querySelectorAll(":scope > input");
  tabs[[...block.parentElement.children].indexOf(block)]?.click();
  element.scrollIntoView();
}

/** Copy the address of this page with the reader's values in it. */
function share() {
  const known = [...placeholders()];
  const own = known.filter(([, { value }]) => value !== null);
  if (!own.length) return focusField(known[0][0]);
  const address = new URL(location.href);
  address.hash = own.map(([name, { value }]) => `${name}=${encode(value)}`).join("&");
  return copy(address.href, "link-copied");
}
