/** Taking the reader to another place of the page. */

/** Go to a control: to the middle of the window, as bars hide its edges. */
export function goTo(control) {
  control?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

/** Open the tab of the page that an element is in, if it is hidden there. */
export function reveal(element) {
  const block = element?.closest(".tabbed-block");
  if (!block || block.getClientRects().length) return;
  const tabs = block.closest(".tabbed-set").querySelectorAll(":scope > input");
  tabs[[...block.parentElement.children].indexOf(block)]?.click();
  element.scrollIntoView();
}
