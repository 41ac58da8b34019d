// How people find what a label names: from the surest way to the least sure one. Each way is tried
// only where those before it find nothing that is seen.

const tier = (how, hits, after = (all) => all) => ({ how, hits, after });
const having = (elements, namesOfOne, label) => elements.filter((e) => namesOfOne(e).includes(label)).map((e) => ({ e }));

const labelNames = (e) => (["button", "link", "switch"].includes(roleOf(e)) ? namesOf(e) : labelsOf(e));

/** The words between two elements, such as between a text and the field that it stands beside. */
const wordsBetween = (first, second) => {
  if (first.getRootNode() !== second.getRootNode()) return "?";
  const between = document.createRange();
  between.setStartAfter(first);
  between.setEndBefore(second);
  return plain(between.toString());
};

/** Of fields without a label that one which a text stands directly before, or alone with. */
const beside = (controls, all, label) => {
  const free = controls.filter((e) => !labelsOf(e).length && standIn(e));
  return textsOf(all, label).flatMap((text) => {
    for (let at = parentOf(text); at && at !== document.body; at = parentOf(at)) {
      const near = free.filter((e) => holds(at, e) && !holds(e, text));
      const next = near.find((e) => follows(e, text)) ?? near.findLast((e) => ["checkbox", "radio"].includes(roleOf(e)));
      if (!next) continue;
      const isNext = follows(next, text) ? !wordsBetween(text, next) : !wordsBetween(next, text);
      const isAlone = all.filter((e) => isControl(e) && holds(at, e) && !holds(next, e) && !holds(text, e) && !holds(e, text)).length === 0;
      return isNext || isAlone ? [{ e: next }] : [];
    }
    return [];
  });
};

const controlTiers = (controls, all, label) => [
  tier("form label", () => having(controls, labelNames, label)),
  tier("row heading", () => having(controls, rowHeadings, label)),
  tier("column heading", () => having(controls, columnHeadings, label), inLastRows),
  tier("placeholder", () => having(controls, (e) => [plain(e.getAttribute("placeholder") ?? e.getAttribute("aria-placeholder") ?? "")], label)),
  tier("title", () => having(controls, hintsOf, label)),
  tier("text beside it", () => beside(controls, all, label)),
];

/** Whether it looks like a button, whatever it is made of. */
const isRaised = (e) => {
  const { backgroundColor, borderTopStyle } = getComputedStyle(e);
  return borderTopStyle !== "none" || !/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor);
};
const KINDS = {
  button: (e, role) => role === "button" || (role === "link" && (isRaised(e) || !e.hasAttribute("href"))),
  link: (e, role) => role === "link" || (role === "button" && !isRaised(e)),
  tab: (e, role) => role === "tab" || (["link", "button"].includes(role) && closest(e, "[class*=tab]") !== null),
  option: (e, role) => PRESSED.has(role) && role !== "button" && role !== "link",
  menu: (e, role) => ["button", "link", "menuitem", "combobox"].includes(role),
};
const isClickable = (e) => PRESSED.has(roleOf(e)) || getComputedStyle(e).cursor === "pointer" || e.hasAttribute("onclick");

const pressTiers = (all, label, kind) => {
  const isMeant = KINDS[kind] ?? ((e, role) => PRESSED.has(role));
  const pressed = all.filter((e) => isMeant(e, roleOf(e)));
  const texts = once(() => called(all, label));
  const named = tier("", () => having(pressed, namesOf, label));
  const hinted = tier("title", () => having(kind in KINDS ? pressed : all.filter(isClickable), hintsOf, label));
  const clickable = tier("text", () => texts().filter(isClickable).map((e) => ({ e })));
  const text = tier("text", () => texts().map((e) => ({ e })));
  // What is said to be a button and is made of nothing in particular; but no link, tab and so on.
  const made = tier("text", () => texts().filter((e) => isClickable(e) && !isOfARole(e)).map((e) => ({ e })));
  if (kind === "row") return [tier("row", () => rows(all, label).map(({ at }) => ({ e: at }))), text];
  const controls = controlTiers(all.filter(CONTROLS.press), all, label);
  if (kind === "field") return controls;
  return kind in KINDS ? [named, hinted, made] : [named, ...controls.slice(0, 4), hinted, clickable, text];
};
const isOfARole = (e) => {
  for (let at = e; at; at = parentOf(at)) if (PRESSED.has(roleOf(at))) return true;
  return false;
};

/** A row's cell, a definition, or what stands behind a label: values that are no fields. */
const valueTiers = (all, label) => {
  const cells = all.filter((e) => e.matches("td, [role=cell], [role=gridcell]") && !everything(e).some(isControl));
  const behind = (text) => {
    for (let at = text; at && saidBy(at).includes(label); at = parentOf(at)) {
      if (at.nextElementSibling && isDrawn(at.nextElementSibling)) return [{ e: at.nextElementSibling }];
    }
    return [];
  };
  const isNext = (e) => cellsOf(spotOf(e).row).indexOf(e) === 1;
  return [
    tier("term", () => called(all, label).filter((e) => closest(e, "dt")).map((e) => ({ e: closest(e, "dt").nextElementSibling })).filter(({ e }) => e?.localName === "dd")),
    tier("row heading", () => having(cells.filter((e) => spotOf(e) && isNext(e)), rowHeadings, label)),
    tier("column heading", () => having(cells, columnHeadings, label)),
    tier("text before it", () => called(all, label).flatMap(behind)),
  ];
};

/** Where a text is shown: in the smallest elements, and in fields, but for passwords. */
const textTiers = (all, label) => {
  const wanted = collapsed(label);
  const contains = (e) => {
    const words = [wordsIn(e, "told"), wordsIn(e, "seen")];
    if (words.includes(null)) return [...e.childNodes].some((part) => part.nodeType === 3 && part.data.trim()) && collapsed(e.textContent).includes(wanted);
    return words.some((said) => collapsed(said).includes(wanted));
  };
  const shown = () => innermost(all.filter((e) => !NO_TEXT.has(e.localName) && contains(e))).filter(isDrawn).slice(0, 1);
  const isFilled = (e) => e.matches("input:not([type=password]), textarea, select") && collapsed(valueOf(e)).includes(wanted) && isDrawn(e);
  return [tier("text", () => shown().map((e) => ({ e }))), tier("content of a field", () => all.filter(isFilled).slice(0, 1).map((e) => ({ e })))];
};
const valueOf = (e) => (e.localName === "select" ? (e.selectedOptions[0]?.label ?? "") : INPUTS[e.type] ? "" : e.value);

const optionTiers = (all, label, within) => {
  const lists = [within, ...referred(within, "aria-controls"), ...referred(within, "aria-owns")];
  const isOption = (e) => ["option", "radio", "menuitem", "menuitemradio", "treeitem"].includes(roleOf(e));
  const own = everything(document).filter((e) => isOption(e) && lists.some((list) => holds(list, e)));
  const away = all.filter((e) => isOption(e) && !closest(e, "select, [role=radiogroup]") && roleOf(e) !== "radio");
  const listed = all.filter((e) => e.matches("li, [role=listbox] *, [role=menu] *"));
  return [
    tier("option", () => having(own, namesOf, label)),
    tier("option", () => having(away, namesOf, label)),
    tier("option", () => called(listed, label).map((e) => ({ e }))),
  ];
};

const seeTiers = (all, label, kind) => {
  if (kind === "label") return textTiers(all, label);
  const places = PLACES[kind];
  const found = () => (places ? places(all, label).map(({ at }) => ({ e: at })).slice(0, 1) : []);
  return [...(["button", "link", "tab", "option", "icon"].includes(kind) ? pressTiers(all, label, kind) : []), tier(kind, found)];
};

const toUnfold = (e) => {
  const toggle = unfolding(e);
  return holds(e, toggle) || holds(toggle, e) ? { e: toggle } : { e: toggle, how: "arrow before it" };
};

/** What unfolds something: itself, or the arrow without a name that stands before it. */
const unfolding = (e) => {
  if (e.localName === "summary" || e.hasAttribute("aria-expanded")) return e;
  for (let at = e; at && !at.matches("li, tr, body"); at = parentOf(at)) {
    const arrows = everything(at).filter((other) => ["a", "button"].includes(other.localName) && isDrawn(other) && !holds(other, e) && follows(e, other));
    const toggles = arrows.filter((other) => other.hasAttribute("aria-expanded") || ![...namesOf(other), ...hintsOf(other)].filter(Boolean).length);
    if (toggles.length) return toggles.at(-1);
  }
  return closest(e, "summary, [aria-expanded]") ?? e;
};

const TIERS = {
  press: pressTiers,
  see: seeTiers,
  expand: (all, label, kind) =>
    pressTiers(all, label, kind).map((one) => ({ ...one, hits: () => one.hits().map(({ e }) => toUnfold(e)) })),
  read: (all, label) => [...controlTiers(all.filter(CONTROLS.read), all, label), ...valueTiers(all, label)],
  option: (all, label, kind, within) => optionTiers(all, label, within),
};
for (const use of ["fill", "choose", "turn", "upload"]) {
  TIERS[use] = (all, label) => controlTiers(all.filter(CONTROLS[use]), all, label);
}

/** Whether a text can be anywhere on the page: a quick look, without asking what people see of it. */
const mayShow = (label) => {
  const bare = (text) => text.replace(/\s+/g, "").toLowerCase();
  const all = everything(document);
  const roots = [document.documentElement, ...all.map((e) => e.shadowRoot).filter(Boolean)];
  const values = all.filter((e) => e.matches("input, textarea, select")).map(valueOf);
  return [...roots.map((root) => root.textContent), ...values].some((text) => bare(text).includes(bare(label)));
};

const shows = ({ label }) =>
  mayShow(label) && textTiers(everything(document), label).some(({ hits }) => hits().length > 0);
