// What the page knows of the room; only what the room told it.

import type { Feed, LineView, PersonView, RoomView } from './protocol';

export interface Paper { id: string; name: string }
export interface Item { id: string; number: string; title: string; papers: Paper[] }

export class Model {
  you = '';
  people = new Map<string, PersonView>();
  room: RoomView = { item: null, showing: null, hands: [], interested: {}, mediaLost: false };
  talk: LineView[] = [];
  feeds: Feed[] = [];
  readonly talking = new Set<string>();

  constructor(readonly items: Item[]) {}

  get me(): PersonView | undefined {
    return this.people.get(this.you);
  }

  get controls(): boolean {
    const me = this.me;
    return me !== undefined && me.identified && (me.role === 'CHAIR' || me.role === 'OPERATOR');
  }

  name(id: string): string {
    return this.people.get(id)?.name ?? '';
  }

  /** Those who are in the room, or were a moment ago. */
  get inside(): PersonView[] {
    return [...this.people.values()].filter((one) => one.presence === 'PRESENT' || one.presence === 'AWAY');
  }

  paper(id: string): Paper | undefined {
    return this.items.flatMap((item) => item.papers).find((paper) => paper.id === id);
  }
}
