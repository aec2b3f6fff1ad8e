/** Where the focus goes when nothing else on the page has a claim to it: the heading, else the region around it. */
export function pageHeading(): HTMLElement | null {
  return document.querySelector<HTMLElement>("main h1[tabindex]") ?? document.querySelector<HTMLElement>("main");
}
