/** What the head of a page, or of one of its cards, lets one do. */
export interface PageAction {
  readonly label: string;
  readonly run: () => void;
}

const ACTIONS = 'main :is(ov-page-header .ov-page-row, [ovCardActions], [data-actions])';

/**
 * The buttons and links that the page in view shows beside its headings, so that each page's actions can be called by name without the page
 * having to say them twice. What is switched off or not shown is left out.
 */
export function pageActions(document: Document): PageAction[] {
  const controls = [...document.querySelectorAll<HTMLElement>(`${ACTIONS} :is(button, a[href]), ${ACTIONS}:is(button, a[href])`)];
  const actions = controls.flatMap((control) => {
    const label = (control.getAttribute('aria-label') ?? control.textContent).replace(/\s+/g, ' ').trim();
    return label && isUsable(control) ? [{ label, run: () => press(control) }] : [];
  });
  return actions.filter(({ label }, index) => actions.findIndex((other) => other.label === label) === index);
}

const isUsable = (control: HTMLElement): boolean =>
  !control.matches('[disabled], [aria-disabled="true"], [hidden] *') && getComputedStyle(control).display !== 'none';

/** With the focus, so that a dialog it opens gives the focus back to it. */
function press(control: HTMLElement): void {
  control.focus();
  control.click();
}
