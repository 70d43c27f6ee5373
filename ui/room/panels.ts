// Beside the stage: people, agenda, talk, help.

import { button, fill, find, icon, make } from './dom';
import type { Charts } from './charts';
import type { Model } from './model';
import type { Ask, AsideState, Cut, CutCause, PersonView } from './protocol';
import { clock, number, text } from './texts';

const CUTS: Cut[] = ['AUDIO', 'VIDEO', 'INCOMING'];
const ORDER: Record<string, number> = { CHAIR: 0, OPERATOR: 1, MEMBER: 2, SECRETARY: 3, ASSISTANT: 4, GUEST: 5 };

export class Panels {
  private readonly people = find<HTMLElement>('#r-people');
  private readonly hands = find<HTMLElement>('#r-hands');
  private readonly agenda = find<HTMLElement>('#r-agenda');
  private readonly talk = find<HTMLElement>('#r-talk');
  private readonly help = find<HTMLElement>('#r-help');
  private readonly cause = find<HTMLSelectElement>('#r-cause');
  private readonly words = find<HTMLInputElement>('#r-words');
  private drawnLines = 0;
  aside: AsideState = 'NONE';

  constructor(
    private readonly model: Model,
    private readonly charts: Charts,
    private readonly ask: (message: Ask) => void,
    private readonly read: (paper: string) => void,
  ) {}

  draw(): void {
    document.body.classList.toggle('r-controls', this.model.controls);
    this.drawHands();
    this.drawPeople();
    this.drawAgenda();
    this.drawHelp();
  }

  reason(): { cause: CutCause; words: string } {
    return { cause: this.cause.value as CutCause, words: this.words.value.trim() };
  }

  private drawHands(): void {
    const queue = this.model.room.hands;
    find<HTMLElement>('#r-hands-head').hidden = queue.length === 0;
    fill(this.hands, ...queue.map((id, at) =>
      make('li', {},
        make('span', { class: 'r-order' }, number(at + 1)),
        make('span', { class: 'r-grow' }, this.model.name(id)),
        this.model.controls || id === this.model.you
          ? button(text('lower-hand'), { class: 'r-small', 'data-focus': `lower-${id}` }, () =>
              this.ask(id === this.model.you ? { type: 'Hand', up: false } : { type: 'LowerHand', who: id }))
          : null)));
  }

  private drawPeople(): void {
    const all = [...this.model.people.values()].sort((one, other) =>
      (ORDER[one.role] ?? 9) - (ORDER[other.role] ?? 9) || one.name.localeCompare(other.name, 'th'));
    const waiting = all.filter((one) => one.presence === 'WAITING');
    const inside = all.filter((one) => one.presence === 'PRESENT' || one.presence === 'AWAY');
    const absent = all.filter((one) => one.presence === 'ABSENT');
    const group = (key: string, those: PersonView[]) => those.length === 0 ? null
      : make('section', {},
          make('h2', { class: 'r-head' }, `${text(key)} `, make('span', { class: 'r-count' }, number(those.length))),
          make('ul', { class: 'r-list' }, ...those.map((one) => this.row(one))));
    fill(this.people, group('group.waiting', waiting), group('group.inside', inside), group('group.absent', absent));
    find<HTMLElement>('#r-present-count').textContent = number(inside.length);
    for (const badge of document.querySelectorAll<HTMLElement>('[data-waiting-count]')) {
      badge.hidden = waiting.length === 0 || !this.model.controls;
      badge.textContent = number(waiting.length);
    }
  }

  private row(person: PersonView): HTMLElement {
    const you = person.id === this.model.you;
    const states = [
      person.presence === 'AWAY' ? text('away') : '',
      person.removed ? text('removed') : '',
      !person.identified && person.presence !== 'ABSENT' ? text('unidentified') : '',
      person.cuts.length ? person.cuts.map((cut) => text(`cut.${cut}`)).join(' · ') : '',
      person.cause ? text(`cause.${person.cause}`) : '',
      person.words,
    ].filter(Boolean).join(' – ');
    return make('li', { class: 'r-person' },
      make('div', { class: 'r-grow' },
        make('span', { class: 'r-who' }, person.name, you ? make('span', { class: 'r-quiet' }, ` (${text('you')})`) : null),
        make('span', { class: 'r-quiet r-role' }, [text(`role.${person.role}`), person.position].filter(Boolean).join(' · ')),
        states ? make('span', { class: 'r-states' }, states) : null),
      make('div', { class: 'r-acts' }, ...this.acts(person, you)));
  }

  private acts(person: PersonView, you: boolean): (HTMLElement | null)[] {
    const acts: (HTMLElement | null)[] = [];
    const me = this.model.me;
    const isInside = person.presence === 'PRESENT' || person.presence === 'AWAY';
    if (me?.identified && !person.identified && isInside && !you) {
      acts.push(button(text('vouch'), { class: 'r-small', 'data-focus': `vouch-${person.id}`, 'aria-label': text('vouch-for', person.name) },
        () => this.ask({ type: 'Vouch', who: person.id }), text('vouch')));
    }
    if (!this.model.controls) return acts;
    if (person.presence === 'WAITING' || person.removed) {
      acts.push(button(text('admit'), { class: 'r-small r-small--do', 'data-focus': `admit-${person.id}`, 'aria-label': text('admit-whom', person.name) },
        () => this.ask({ type: 'Admit', who: person.id }), text('admit')));
    }
    if (!isInside) return acts;
    for (const cut of CUTS) acts.push(this.cut(person, cut));
    if (!you) {
      acts.push(button(text('remove'), { class: 'r-tool', 'data-focus': `remove-${person.id}`, title: text('remove'), 'aria-label': text('remove-whom', person.name) },
        () => {
          if (window.confirm(text('remove-sure', person.name))) {
            this.ask({ type: 'Remove', who: person.id, words: this.reason().words });
          }
        }, icon('remove')));
    }
    return acts;
  }

  private cut(person: PersonView, cut: Cut): HTMLElement {
    const isCut = person.cuts.includes(cut);
    const label = text(isCut ? `give-back.${cut}` : `do-cut.${cut}`);
    return button(label, {
      class: isCut ? 'r-tool r-tool--cut' : 'r-tool',
      'aria-pressed': String(isCut), title: label, 'aria-label': `${label}: ${person.name}`,
      'data-focus': `cut-${cut}-${person.id}`,
      disabled: person.cause === 'INTEREST' || (person.cause === 'ASIDE' && cut === 'AUDIO'),
    }, () => {
      const cuts = isCut ? person.cuts.filter((one) => one !== cut) : [...person.cuts, cut];
      this.ask({ type: 'CutOff', who: person.id, cuts, ...this.reason() });
    }, icon(`cut-${cut.toLowerCase()}`));
  }

  private drawAgenda(): void {
    const { room, controls, you } = this.model;
    fill(this.agenda, ...this.model.items.map((item) => {
      const isNow = item.id === room.item;
      const those = room.interested[item.id] ?? [];
      return make('li', { class: isNow ? 'r-item r-item--now' : 'r-item', 'aria-current': isNow ? 'step' : undefined },
        make('div', { class: 'r-item-head' },
          make('span', { class: 'r-order' }, number(item.number)),
          make('span', { class: 'r-grow' }, item.title),
          controls && !isNow
            ? button(text('to-item'), { class: 'r-small r-small--do', 'data-focus': `item-${item.id}`, 'aria-label': `${text('to-item')}: ${item.title}` },
                () => this.ask({ type: 'ToItem', item: item.id }), text('to-item'))
            : null,
          isNow ? make('span', { class: 'r-now' }, text('now')) : null),
        item.papers.length === 0 ? null : make('ul', { class: 'r-papers' }, ...item.papers.map((paper) =>
          make('li', {},
            button(paper.name, { class: 'r-link', 'data-focus': `read-${paper.id}` }, () => this.read(paper.id), icon('paper')),
            button(text('present-paper'), { class: 'r-small', 'data-focus': `present-${paper.id}`, 'aria-label': `${text('present-paper')}: ${paper.name}` },
              () => this.ask({ type: 'ShowPaper', paper: paper.id, page: 1 }), text('present-paper'))))),
        this.interests(item.id, those, controls, you));
    }));
  }

  private interests(item: string, those: string[], controls: boolean, you: string): HTMLElement {
    const line = make('div', { class: 'r-interests' });
    for (const who of those) {
      line.append(make('span', { class: 'r-chip' }, text('interest-of', this.model.name(who)),
        controls && who !== you ? button('×', { class: 'r-chip-off', 'data-focus': `no-interest-${item}-${who}`, 'aria-label': text('no-interest-of', this.model.name(who)) },
          () => this.ask({ type: 'Interest', item, who, has: false }), '×') : null));
    }
    if (!those.includes(you) && !controls) {
      line.append(button(text('own-interest'), { class: 'r-link r-link--quiet', 'data-focus': `interest-${item}` }, () => {
        if (window.confirm(text('own-interest-sure'))) this.ask({ type: 'Interest', item, who: you, has: true });
      }));
    }
    if (controls) {
      const select = make('select', { class: 'r-select', 'data-focus': `interest-${item}`, 'aria-label': text('interest-add') },
        make('option', { value: '' }, text('interest-add')),
        ...[...this.model.people.values()].filter((one) => !those.includes(one.id))
          .map((one) => make('option', { value: one.id }, one.name)));
      select.addEventListener('change', () => {
        if (select.value) this.ask({ type: 'Interest', item, who: select.value, has: true });
      });
      line.append(select);
    }
    return line;
  }

  drawTalk(): void {
    const isAtEnd = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 40;
    const more = this.model.talk.slice(this.drawnLines);
    if (this.drawnLines > this.model.talk.length) {
      this.talk.replaceChildren();
      this.drawnLines = 0;
      this.drawTalk();
      return;
    }
    this.drawnLines = this.model.talk.length;
    for (const line of more) {
      this.talk.append(make('div', { class: line.who === this.model.you ? 'r-line r-line--mine' : 'r-line' },
        make('span', { class: 'r-quiet' }, this.model.name(line.who), ' ', clock(new Date(line.at))),
        make('p', {}, line.words)));
    }
    find<HTMLElement>('#r-no-talk').hidden = this.model.talk.length > 0;
    if (isAtEnd) this.talk.scrollTop = this.talk.scrollHeight;
  }

  /** All of the talk once more: another connection, another state. */
  restart(): void {
    this.drawnLines = 0;
    this.talk.replaceChildren();
    this.drawTalk();
  }

  drawHelp(): void {
    if (!this.model.controls) return;
    const hints = text('hints').split('|');
    fill(this.help, ...this.model.inside.map((person) =>
      make('li', { class: 'r-helped' },
        make('h2', { class: 'r-head' }, person.name),
        this.charts.draw(person.id),
        person.id === this.model.you ? null : make('div', { class: 'r-hints' }, ...hints.map((hint, at) =>
          button(hint, { class: 'r-small', 'data-focus': `hint-${at}-${person.id}` },
            () => this.ask({ type: 'Hint', who: person.id, words: hint }))), this.call(person)))));
  }

  /** The operator speaks with somebody alone; nobody gets words that way who gets no data. */
  private call(person: PersonView): HTMLElement | null {
    if (this.model.me?.role !== 'OPERATOR') return null;
    const isReached = person.presence === 'PRESENT' && !person.cuts.includes('INCOMING');
    return button(text('aside.call'), {
      class: 'r-small r-small--do', 'data-focus': `aside-${person.id}`, 'aria-label': text('aside.call-whom', person.name),
      disabled: this.aside !== 'NONE' || !isReached,
    }, () => this.ask({ type: 'OpenAside', who: person.id }), text('aside.call'));
  }
}
