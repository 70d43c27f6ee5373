// Pages of the agenda's papers, as pictures that the server draws.

import { find, make } from './dom';
import { number, text } from './texts';

const AGAIN = 1_200;

/** One place where a paper's page is shown. */
export class PaperView {
  private readonly picture: HTMLImageElement;
  private readonly line: HTMLElement;
  private readonly before: HTMLButtonElement;
  private readonly after: HTMLButtonElement;
  private shown = '';
  private paper = '';
  private page = 1;
  private pages = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly base: string,
    private readonly name: (paper: string) => string,
    private readonly turn: (paper: string, page: number) => void,
  ) {
    this.picture = find<HTMLImageElement>('img', place);
    this.line = find<HTMLElement>('[data-page]', place);
    this.before = find<HTMLButtonElement>('[data-before]', place);
    this.after = find<HTMLButtonElement>('[data-after]', place);
    this.before.addEventListener('click', () => this.turn(this.paper, this.page - 1));
    this.after.addEventListener('click', () => this.turn(this.paper, this.page + 1));
  }

  show(paper: string, page: number, mayTurn: boolean): void {
    this.place.hidden = false;
    this.before.hidden = !mayTurn;
    this.after.hidden = !mayTurn;
    const key = `${paper}/${page}`;
    if (key === this.shown) return;
    this.shown = key;
    if (paper !== this.paper) this.pages = 0;
    this.paper = paper;
    this.page = page;
    this.label();
    void this.load(key);
  }

  hide(): void {
    this.place.hidden = true;
    this.shown = '';
    this.picture.removeAttribute('src');
  }

  private async load(key: string): Promise<void> {
    try {
      const answer = await fetch(`${this.base}${key}`);
      if (key !== this.shown) return;
      this.pages = Number(answer.headers.get('X-Pages') ?? 0) || this.pages;
      if (answer.status === 202) {
        this.line.textContent = text('paper.preparing');
        window.setTimeout(() => void (key === this.shown && this.load(key)), AGAIN);
        return;
      }
      if (!answer.ok) {
        this.line.textContent = text('paper.trouble');
        return;
      }
      const url = URL.createObjectURL(await answer.blob());
      const old = this.picture.src;
      this.picture.src = url;
      this.picture.alt = `${this.name(this.paper)} ${this.where()}`;
      if (old.startsWith('blob:')) URL.revokeObjectURL(old);
      this.label();
    } catch {
      window.setTimeout(() => void (key === this.shown && this.load(key)), AGAIN);
    }
  }

  private where(): string {
    return this.pages > 0 ? text('paper.page-of', number(this.page), number(this.pages)) : text('paper.page', number(this.page));
  }

  private label(): void {
    this.line.replaceChildren(make('strong', {}, this.name(this.paper)), ` ${this.where()}`);
    this.before.disabled = this.page <= 1;
    this.after.disabled = this.pages > 0 && this.page >= this.pages;
  }
}
