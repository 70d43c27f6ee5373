// Small pieces of pages.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | boolean | undefined>;

export const find = <T extends Element>(selector: string, within: ParentNode = document): T => {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in the page`);
  return found;
};

export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
};

const SVG = 'http://www.w3.org/2000/svg';

export const svg = (tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};

export const icon = (name: string): SVGElement =>
  svg('svg', { class: 'r-icon', 'aria-hidden': 'true' }, svg('use', { href: `#i-${name}` }));

export const button = (label: string, attributes: Attributes, act: () => void, ...children: Child[]): HTMLButtonElement => {
  const element = make('button', { type: 'button', ...attributes }, ...(children.length ? children : [label]));
  if (children.length && !attributes['aria-label']) element.append(make('span', {}, label));
  element.addEventListener('click', act);
  return element;
};

/** Puts the children in place of those before, unless somebody is just using one of them. */
export const fill = (parent: Element, ...children: Child[]): void => {
  const focused = parent.contains(document.activeElement) ? focusKey(document.activeElement) : null;
  parent.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)));
  if (focused) parent.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
};

const focusKey = (element: Element | null): string | null => element?.getAttribute('data-focus') ?? null;

/** Says something to screen readers, and shows it for a while. */
export const say = (words: string): void => {
  const line = find<HTMLElement>('#r-said');
  line.textContent = words;
  line.classList.add('r-said--shown');
  window.clearTimeout(Number(line.dataset['timer'] ?? 0));
  line.dataset['timer'] = String(window.setTimeout(() => line.classList.remove('r-said--shown'), 6_000));
};
