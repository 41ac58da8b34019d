// What a person sees of a page: open shadow trees as part of it, and what lies in front of what.

const parentOf = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host ?? null;

/** Every element below a node, in the order of the document; what an icon is drawn of is left out. */
const everything = (root) => {
  const all = [];
  const visit = (node) => {
    for (const e of node.children) {
      all.push(e);
      if (e.shadowRoot) visit(e.shadowRoot);
      if (e.localName !== "svg") visit(e);
    }
  };
  visit(root);
  return all;
};

const holds = (outer, inner) => {
  for (let e = inner; e; e = parentOf(e)) if (e === outer) return true;
  return false;
};

const closest = (e, selector) => {
  for (let at = e; at; at = parentOf(at)) if (at.matches(selector)) return at;
  return null;
};

/** Its box; that of what is in it, if it has none of its own and lets that be seen. */
const boxOf = (e) => {
  const own = e.getBoundingClientRect();
  if ((own.width && own.height) || getComputedStyle(e).overflow !== "visible") return own;
  const content = document.createRange();
  content.selectNodeContents(e);
  return content.getBoundingClientRect();
};

/** One side of a box, cut to what a surrounding box lets through: what can be scrolled to counts. */
const cut = ([from, to], [start, end], overflow) => {
  if (overflow === "visible") return [from, to];
  if (overflow === "auto" || overflow === "scroll") {
    return to <= start || from >= end ? [start, end] : [from, to];
  }
  return [Math.max(from, start), Math.min(to, end)];
};

/** What is left of its box where surrounding boxes cut it, and whether it moves with the page. */
const shownPart = (e) => {
  const { left, top, right, bottom } = boxOf(e);
  let [x, y] = [[left, right], [top, bottom]];
  let { position } = getComputedStyle(e);
  for (let at = parentOf(e); at && position !== "fixed"; at = parentOf(at)) {
    const style = getComputedStyle(at);
    if (position === "absolute" && style.position === "static") continue;
    position = style.position;
    if (at === document.body || at === document.documentElement || style.display === "contents") continue;
    if (style.display === "inline") continue; // overflow does not apply to it
    const around = at.getBoundingClientRect();
    x = cut(x, [around.left, around.right], style.overflowX);
    y = cut(y, [around.top, around.bottom], style.overflowY);
  }
  return { x, y, fixed: position === "fixed" };
};

const onPage = ({ x, y, fixed }) => {
  // Of one pixel nothing can be seen: so are texts hidden that are for screen readers only.
  if (x[1] - x[0] <= 1 || y[1] - y[0] <= 1) return false;
  const page = document.documentElement;
  const [width, height] = fixed ? [innerWidth, innerHeight] : [page.scrollWidth, page.scrollHeight];
  const [right, down] = fixed ? [0, 0] : [scrollX, scrollY];
  return x[1] + right > 1 && y[1] + down > 1 && x[0] + right < width && y[0] + down < height;
};

const isDrawn = (e) =>
  e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && onPage(shownPart(e));

/** What is under a point, from front to back, shadow trees too. */
const stackAt = (x, y, root = document) =>
  root
    .elementsFromPoint(x, y)
    .filter((e) => e.getRootNode() === root)
    .flatMap((e) => (e.shadowRoot ? [...stackAt(x, y, e.shadowRoot), e] : [e]));

const isVeil = (e) => {
  if (e === document.body || e === document.documentElement) return false;
  if (!["fixed", "absolute"].includes(getComputedStyle(e).position)) return false;
  const box = e.getBoundingClientRect();
  return box.width >= innerWidth * 0.95 && box.height >= innerHeight * 0.95;
};

const once = (make) => {
  let made;
  return () => (made ??= { it: make() }).it;
};

/** What lies over the whole page: the frontmost such thing in a corner, where dialogs rarely are. */
const veil = once(() => stackAt(3, innerHeight - 3).find(isVeil) ?? null);

const modal = once(() => everything(document).filter((e) => e.matches(":modal")).at(-1) ?? null);

const isBefore = (e, other) => {
  const { x, y } = shownPart(e);
  const [left, right] = cut(x, [0, innerWidth], "hidden");
  const [top, bottom] = cut(y, [0, innerHeight], "hidden");
  if (right <= left || bottom <= top) return false;
  const stack = stackAt((left + right) / 2, (top + bottom) / 2);
  const at = stack.findIndex((front) => holds(e, front));
  return at >= 0 && at < stack.indexOf(other);
};

/** Whether a dialog or a veil keeps people from it. */
const isCovered = (e) => {
  if (closest(e, "[inert]")) return true;
  if (modal()) return !holds(modal(), e);
  if (!veil() || holds(veil(), e)) return false;
  for (let at = e; at && !holds(at, veil()); at = parentOf(at)) if (isBefore(at, veil())) return false;
  return true;
};

const isSeen = (e) => isDrawn(e) && !isCovered(e);

const isTwin = (e) => Boolean(closest(e, "[aria-hidden=true]"));
