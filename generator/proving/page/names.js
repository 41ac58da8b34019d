// What things are called.

const GLYPHS = /[\p{Co}\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]/gu;
const SIGNS = "[\\s*:\uff1a\u2190-\u21ff\u25a0-\u25ff\u2700-\u27bf\u2039\u203a\u00ab\u00bb]+";
const ENDS = new RegExp(`^${SIGNS}|${SIGNS}$`, "gu");
const ICON_FONT = /^[^,]*(icon|symbols|awesome|glyph)/i;
const LONGEST = 400;

const collapsed = (text) => text.replace(GLYPHS, "").replace(/\s+/g, " ").trim();

/** A label without what consoles put around it: glyphs of icons, colons, asterisks, arrows. */
const plain = (text) => {
  const words = collapsed(text);
  return words.replace(ENDS, "") || words;
};

const CASES = {
  uppercase: (text) => text.toUpperCase(),
  lowercase: (text) => text.toLowerCase(),
  capitalize: (text) => text.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase()),
};
const NO_TEXT = new Set(["script", "style", "noscript", "template", "textarea", "select", "iframe", "svg", "head"]);

const partsOf = (e) => {
  if (e.shadowRoot) return e.shadowRoot.childNodes;
  const assigned = e.localName === "slot" ? e.assignedNodes() : [];
  return assigned.length ? assigned : e.childNodes;
};

const textOf = (node, mode) => {
  const style = getComputedStyle(parentOf(node) ?? document.documentElement);
  if (ICON_FONT.test(style.fontFamily)) return "";
  return mode === "seen" ? (CASES[style.textTransform] ?? String)(node.data) : node.data;
};

const isLeftOut = (e, mode) => {
  if (NO_TEXT.has(e.localName) || !(e.checkVisibility({ visibilityProperty: true }) || displaysContents(e))) return true;
  if (mode === "told") return e.getAttribute("aria-hidden") === "true";
  const box = e.getBoundingClientRect();
  return box.width === 1 || box.height === 1; // for screen readers only
};
const displaysContents = (e) => getComputedStyle(e).display === "contents";

const memory = { told: new WeakMap(), seen: new WeakMap() };

/** The words in an element, as they are "told" to screen readers or "seen"; null for a long text. */
const wordsIn = (e, mode) => {
  if (!memory[mode].has(e)) memory[mode].set(e, gatherWords(e, mode));
  return memory[mode].get(e);
};

const gatherWords = (e, mode) => {
  if (isLeftOut(e, mode)) return "";
  if (e.localName === "img") return ` ${e.alt} `;
  if (e.localName === "br") return " ";
  let text = "";
  for (const part of partsOf(e)) {
    const words = part.nodeType === 3 ? textOf(part, mode) : part.nodeType === 1 ? wordsIn(part, mode) : "";
    if (words === null || (text += words).length > LONGEST * 4) return null;
  }
  text = text.replace(/\s+/g, " ");
  return getComputedStyle(e).display.startsWith("inline") ? text : ` ${text} `;
};

/** What an element's own words say: one name, or two where screen readers are told another. */
const saidBy = (e) =>
  [...new Set([wordsIn(e, "told"), wordsIn(e, "seen")].filter((words) => words !== null).map(plain))].filter(Boolean);

const referred = (e, attribute) =>
  (e.getAttribute(attribute) ?? "")
    .split(/\s+/)
    .map((id) => (id ? e.getRootNode().getElementById?.(id) : null))
    .filter(Boolean);

/** The names of an element by its labels, whichever way they are tied to it. */
const labelsOf = (e) => {
  const parts = referred(e, "aria-labelledby");
  const joined = parts.map((part) => saidBy(part)[0] ?? plain(part.textContent)).join(" ");
  const legend = e.localName === "fieldset" ? e.querySelector(":scope > legend") : null;
  const labels = [...(e.labels ?? []), ...(legend ? [legend] : [])].flatMap(saidBy);
  return [joined, e.getAttribute("aria-label") ?? "", ...labels].map(plain).filter(Boolean);
};

const BUTTONS = ["submit", "button", "reset", "image"];

/** The names of something to press: by its labels, and by what stands on it. */
const namesOf = (e) => {
  if (e.localName === "option") return [plain(e.label)]; // of a closed list nothing is drawn
  if (e.localName === "input" && BUTTONS.includes(e.type)) {
    const own = e.value || e.alt || (e.type === "submit" ? "Submit" : "");
    return [...labelsOf(e), plain(own)];
  }
  return [...labelsOf(e), ...saidBy(e)];
};

const HINTS = ["title", "aria-description", "alt", "data-tooltip", "data-original-title", "data-bs-original-title", "uib-tooltip"];

/** What is said of something when one points at it. */
const hintsOf = (e) =>
  [e, ...e.querySelectorAll(":scope > :is(i, span, svg, img)")]
    .flatMap((at) => [...HINTS.map((name) => at.getAttribute(name)), at.querySelector(":scope > title")?.textContent])
    .filter(Boolean)
    .map(plain);
