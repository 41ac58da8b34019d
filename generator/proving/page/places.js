// Where things are: the places on a page that have a name, and the regions that have none.

const HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading], legend, summary, caption";
const TITLES = "[class*=title], [class*=heading], [class*=header], [aria-controls]";
const WHOLES = "section, article, fieldset, form, details, dialog, main, aside, li, td, [role=region], [role=group], [role=dialog], [role=alertdialog], [role=tabpanel], [class~=card], [class~=panel], [class*=accordion-item]";
const ENTRIES = "tr, li, [role=row], [role=listitem], [role=treeitem], [role=option]";
const DIALOGS = "dialog, [role=dialog], [role=alertdialog]";

/** Of things in each other the innermost. */
const innermost = (elements) => {
  const inner = new Set(elements);
  for (const e of elements) for (let at = parentOf(e); at; at = parentOf(at)) inner.delete(at);
  return [...inner];
};

const called = (elements, name) => innermost(elements.filter((e) => saidBy(e).includes(name) && isDrawn(e)));
/** Texts of their own: elements that say so, and words that stand in one beside something else. */
const textsOf = (all, label) => {
  const elements = called(all, label);
  const parts = all.flatMap((e) => [...e.childNodes].filter((part) => part.nodeType === 3 && plain(part.data) === label));
  return [...elements, ...parts.filter((part) => isDrawn(part.parentElement) && !elements.some((e) => holds(e, part)))];
};
const inside = (element, at = element) => ({ at, test: (e) => holds(element, e) });

const rankOf = (e) => Number(e.getAttribute("aria-level") ?? /^h([1-6])$/.exec(e.localName)?.[1] ?? 7);
const isMore = (e, heading) => {
  const words = wordsIn(e, "told");
  return words === null || plain(words) !== plain(wordsIn(heading, "told") ?? "") || everything(e).some((at) => isControl(at) && !holds(heading, at) && !holds(at, heading));
};
const follows = (e, other) => Boolean(other.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);

/** What a heading stands over: the smallest part of the page of its own, or all up to the next one. */
const headedBy = (heading) => {
  const [controlled] = [heading, ...everything(heading)].flatMap((e) => referred(e, "aria-controls"));
  if (controlled) return { at: heading, test: (e) => holds(controlled, e) || holds(heading, e) };
  const isPeer = (e) => e !== heading && e.matches(HEADINGS) && !holds(heading, e) && !holds(e, heading) && rankOf(e) <= rankOf(heading) && isDrawn(e);
  let part = heading;
  for (let up = parentOf(part); up; up = parentOf(part)) {
    const peers = everything(up).filter(isPeer);
    if (peers.length) {
      if (part !== heading && isMore(part, heading)) return inside(part, heading);
      const next = peers.find((e) => follows(e, heading));
      return { at: heading, test: (e) => holds(up, e) && (holds(heading, e) || follows(e, heading)) && !(next && (holds(next, e) || follows(e, next))) };
    }
    part = up;
    if (part.matches(WHOLES) && isMore(part, heading)) break;
  }
  return inside(part, heading);
};

const labelled = (all, selector, name) =>
  all.filter((e) => e.matches(selector) && labelsOf(e).includes(name) && isDrawn(e)).map((e) => inside(e));

const sections = (all, name) => {
  const found = called(all.filter((e) => e.matches(HEADINGS)), name);
  const titles = found.length ? found : called(all.filter((e) => e.matches(TITLES)), name);
  return [...titles.map(headedBy), ...labelled(all, "[role=region], [role=group], section, fieldset, form", name)];
};

const dialogs = (all, name) => {
  const named = labelled(all, DIALOGS, name);
  if (named.length) return named;
  const titles = called(all, name);
  const around = titles.map((e) => closest(e, DIALOGS) ?? over(e)).filter((e) => e !== null);
  return [...new Set(around)].map((e) => inside(e));
};
const over = (e) => {
  for (let at = e; at; at = parentOf(at)) if (getComputedStyle(at).position === "fixed") return at;
  return null;
};

const rows = (all, name) => {
  const entries = called(all, name).map((e) => [closest(e, ENTRIES), e]);
  return entries.filter(([entry]) => entry).map(([entry, e]) => inside(entry, e));
};

const isChosen = (e) =>
  e.getAttribute("aria-selected") === "true" || !["false", null].includes(e.getAttribute("aria-current")) ||
  [e, e.parentElement].some((at) => at && /(^|[\s-])(active|selected|current)(\s|$)/.test(at.className));

const controlledBy = (e) => {
  const target = (e.getAttribute("href") ?? "").startsWith("#") ? e.getRootNode().getElementById(e.getAttribute("href").slice(1)) : null;
  const panel = e.id ? e.getRootNode().querySelector(`[role=tabpanel][aria-labelledby~="${CSS.escape(e.id)}"]`) : null;
  return referred(e, "aria-controls")[0] ?? panel ?? target;
};

const tabs = (all, name) => {
  const isTab = (e) => roleOf(e) === "tab" || (["link", "button"].includes(roleOf(e)) && closest(e, "[role=tablist], [class*=tab]"));
  const found = innermost(all.filter((e) => isTab(e) && namesOf(e).includes(name) && isDrawn(e)));
  return found.map((e) => {
    const panel = controlledBy(e);
    return { at: e, test: (other) => !panel || holds(panel, other), press: isChosen(e) ? null : e };
  });
};

const MENUS = "[role=menu], [role=listbox], [class*=dropdown-menu]";
const menus = (all, name) => {
  const openers = innermost(all.filter((e) => PRESSED.has(roleOf(e)) && namesOf(e).includes(name) && isDrawn(e) && !isDisabled(e)));
  const opened = openers.filter((e) => e.hasAttribute("aria-haspopup") || e.hasAttribute("aria-expanded") || controlledBy(e));
  const found = opened.map((e) => {
    const own = controlledBy(e) ?? parentOf(e)?.querySelector(MENUS) ?? document.querySelector(MENUS);
    const isClosed = e.getAttribute("aria-expanded") === "false" || !own || !isDrawn(own);
    return { at: e, test: (other) => own !== null && holds(own, other), press: isClosed ? e : null };
  });
  return [...labelled(all, MENUS, name), ...found];
};

const tables = (all, name) => {
  const own = all.filter((e) => e.matches(TABLE) && isDrawn(e));
  const named = own.filter((e) => labelsOf(e).includes(name) || [...e.querySelectorAll("caption")].flatMap(saidBy).includes(name));
  const headed = named.length ? named : sections(all, name).flatMap((part) => own.filter(part.test).slice(0, 1));
  return headed.map((e) => inside(e));
};

const pages = (all, name) =>
  collapsed(document.title) === name || called(all.filter((e) => e.matches(HEADINGS)), name).length
    ? [{ at: document.documentElement, test: () => true }]
    : [];

const FIELD = "tr, fieldset, li, [class*=form-group], [class*=form-row], [class*=field]";
const fields = (all, name) => {
  const controls = all.filter((e) => CONTROLS.press(e) || isGroup(e));
  const hit = controlTiers(controls, all, name).map((tier) => tier.hits().filter((at) => standIn(at.e))).find((hits) => hits.length);
  return (hit ?? []).map(({ e }) => inside(closest(e, FIELD) ?? parentOf(e), e));
};

const CARDS = "a, button, [role=button], [role=link], li, article, [class*=card], [class*=tile]";
const tiles = (all, name) => {
  const named = all.filter((e) => PRESSED.has(roleOf(e)) && [...namesOf(e), ...hintsOf(e)].includes(name) && isDrawn(e));
  const around = [...named, ...called(all, name).map((e) => closest(e, CARDS)).filter(Boolean)];
  return innermost([...new Set(around)]).map((e) => inside(e));
};

const panels = (all, name) => {
  const found = [...dialogs(all, name), ...labelled(all, "[role=region], [role=complementary], [role=tabpanel], aside", name)];
  return found.length ? found : sections(all, name);
};

const anywhere = (all, name) => {
  const found = [dialogs, sections, rows, tables, fields, tabs, menus].flatMap((places) => places(all, name));
  const open = found.filter((place) => !place.press);
  return open.length ? open : found;
};

const centre = (e) => {
  const box = boxOf(e);
  return [(box.left + box.right) / 2 / innerWidth, (box.top + box.bottom) / 2 / innerHeight];
};
const landmarks = (all, selector, isThere) =>
  all.filter((e) => e.matches(selector) && isDrawn(e) && isThere(e.getBoundingClientRect()));
const NAVIGATION = "nav, [role=navigation], aside, [role=complementary]";
const isLeft = (box) => box.left < innerWidth / 4 && box.right < innerWidth * 0.6 && box.height > box.width / 2;
const isTop = (box) => box.top < 100 && box.height < 250 && box.width > innerWidth / 2;

/** The regions: landmarks where a page has them, else where they are on the screen. */
const REGIONS = {
  "left menu": [(all) => landmarks(all, NAVIGATION, isLeft), (e) => centre(e)[0] < 0.35],
  "top bar": [(all) => landmarks(all, "header, [role=banner], nav, [role=navigation]", isTop), (e) => centre(e)[1] < 0.15],
  toolbar: [(all) => landmarks(all, "[role=toolbar], [class*=toolbar]", () => true), (e) => centre(e)[1] < 0.4],
  page: [(all) => landmarks(all, "main, [role=main]", () => true), (e) => !closest(e, "nav, [role=navigation], [role=banner]")],
  "top left": [() => [], (e) => centre(e)[0] < 0.5 && centre(e)[1] < 0.5],
  "top right": [() => [], (e) => centre(e)[0] >= 0.5 && centre(e)[1] < 0.5],
  "bottom left": [() => [], (e) => centre(e)[0] < 0.5 && centre(e)[1] >= 0.5],
  "bottom right": [() => [], (e) => centre(e)[0] >= 0.5 && centre(e)[1] >= 0.5],
};
const regions = (all, name) => {
  const [marked, isThere] = REGIONS[name];
  const found = marked(all);
  return found.length ? found.map((e) => inside(e)) : [{ at: document.documentElement, test: isThere }];
};

const PLACES = {
  label: anywhere, dialog: dialogs, section: sections, panel: panels, page: pages, table: tables, row: rows,
  tab: tabs, menu: menus, field: fields, region: regions, tile: tiles, button: tiles, link: tiles, option: tiles, icon: tiles,
};

/** All that is in a place, which is said from outside to inside; or which part of that is missing, or has to be pressed first. */
const resolve = (where, pressed = []) => {
  let all = everything(document);
  for (const [depth, [kind, name]] of where.entries()) {
    const places = PLACES[kind](all, kind === "region" ? name : plain(name));
    const open = places.filter((place) => !place.press || pressed.includes(pathOf(place.press)));
    if (!places.length) return { all: [], missing: depth };
    if (!open.length) return { all: [], press: places[0].press };
    // What a tab or a heading opens can stand elsewhere; a region is a part of what it is in.
    all = (kind === "region" ? all : everything(document)).filter((e) => open.some((place) => place.test(e)));
  }
  return { all };
};
