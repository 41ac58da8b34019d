/**
 * Values in the address: `#sso_identifier=acme`, also behind a section, `#section&sso_identifier=acme`.
 * What stands behind # never reaches a server (https://www.rfc-editor.org/rfc/rfc3986#section-3.5).
 */

import { copy } from "./clipboard.js";
import { askFor, showField } from "./fields.js";
import { reveal } from "./going.js";
import { tell } from "./messages.js";
import { encode, fault, placeholders, set } from "./values.js";

// How long the page says so, in milliseconds.
const SAID = 20000;

/** What addresses have filled in: Material for MkDocs can come with one a second time. */
const filled = new Map();

export function start(page, signal) {
  take();
  addEventListener("popstate", take, { signal });
  page.querySelector(".handrail-share")?.addEventListener("click", share, { signal });
}

/** Fill in what the address holds, and take it out: whoever types something else finds that again. */
function take() {
  const { section, values } = read(location.hash.slice(1));
  const said = [...values].flatMap(fill).join(" ");
  if (said) tell("link", { "": said }, SAID); // the fields may be far away
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

/** Fill in a text if it fits; return what is then said below the field. */
function fill([name, text]) {
  const { value } = placeholders().get(name);
  if (value === text && filled.get(name) === text) return [];
  filled.set(name, text);
  const isWrong = !text || fault(name, text);
  if (!isWrong) set(name, text);
  const done = value === null || value === text ? "link" : "link-replaced";
  return showField(name, isWrong ? "link-wrong" : done, { "": text, before: value });
}

/** Copy the address of this page with the reader's values in it. */
function share() {
  const known = [...placeholders()];
  const own = known.filter(([, { value }]) => value !== null);
  if (!own.length) return askFor(known[0][0]);
  const address = new URL(location.href);
  address.hash = own.map(([name, { value }]) => `${name}=${encode(value)}`).join("&");
  return copy(address.href, "link-copied");
}
