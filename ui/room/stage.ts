// Faces and voices, and what is presented.

import { fill, find, icon, make } from './dom';
import type { Model } from './model';
import type { PersonView } from './protocol';
import type { PaperView } from './paper';
import type { Receiving } from './receiving';
import { text } from './texts';

interface Tile { element: HTMLElement; video: HTMLVideoElement; audio: HTMLAudioElement; badges: HTMLElement }

const BACKGROUND = 0.2;

const initials = (name: string): string => {
  const words = name.replace(/^(นาย|นางสาว|นาง|ดร\.|Mr\.?|Ms\.?|Mrs\.?)\s*/, '').split(/\s+/);
  return (words[0] ?? '').replace(/^[เแโใไ]/, '').slice(0, 1);
};

export class Stage {
  private readonly tiles = new Map<string, Tile>();
  private readonly list = find<HTMLElement>('#r-tiles');
  private readonly shown = find<HTMLElement>('#r-shown');
  private readonly screen = find<HTMLVideoElement>('#r-screen');
  private readonly shownBy = find<HTMLElement>('#r-shown-by');
  private pinned: string | undefined;
  private lastSpeaker: string | undefined;
  speakerView = false;
  private quiet = false;

  constructor(
    private readonly model: Model,
    private readonly receiving: Receiving,
    private readonly own: () => MediaStreamTrack | null,
    private readonly paper: PaperView,
  ) {}

  draw(): void {
    const inside = this.model.inside;
    for (const [id, tile] of this.tiles) {
      if (inside.some((one) => one.id === id)) continue;
      tile.element.remove();
      this.tiles.delete(id);
    }
    for (const person of inside) this.drawTile(person);
    this.presented();
    this.arrange();
  }

  /** The meeting is heard in the background while somebody speaks on a line of their own. */
  setQuiet(quiet: boolean): void {
    this.quiet = quiet;
    for (const { audio } of this.tiles.values()) audio.volume = quiet ? BACKGROUND : 1;
  }

  talks(): void {
    for (const [id, tile] of this.tiles) {
      tile.element.classList.toggle('r-tile--talks', this.model.talking.has(id));
    }
    const speaker = [...this.model.talking].find((id) => id !== this.model.you);
    if (speaker && speaker !== this.lastSpeaker) {
      this.lastSpeaker = speaker;
      this.arrange();
    }
  }

  private tile(person: PersonView): Tile {
    const before = this.tiles.get(person.id);
    if (before) return before;
    const video = make('video', { playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true' });
    video.muted = true;
    const audio = make('audio', { autoplay: true });
    audio.volume = this.quiet ? BACKGROUND : 1;
    const badges = make('span', { class: 'r-badges' });
    const element = make('li', { class: 'r-tile', tabindex: '0', 'data-person': person.id },
      make('span', { class: 'r-initial', 'aria-hidden': 'true' }, initials(person.name)),
      video, audio,
      make('span', { class: 'r-name' }, make('span', { class: 'r-name-text' }, person.name), badges));
    const pin = () => {
      this.pinned = this.pinned === person.id ? undefined : person.id;
      this.arrange();
    };
    element.addEventListener('dblclick', pin);
    element.addEventListener('keydown', (event) => {
      if (event.code === 'Enter') pin();
    });
    this.list.append(element);
    const tile = { element, video, audio, badges };
    this.tiles.set(person.id, tile);
    return tile;
  }

  private drawTile(person: PersonView): void {
    const tile = this.tile(person);
    const mine = person.id === this.model.you;
    const stream = mine ? this.mine() : this.receiving.stream({ participant: person.id, screen: false });
    const seen = person.video && !person.cuts.includes('VIDEO') && person.presence === 'PRESENT'
      && (mine || !this.receiving.audioOnly) && (stream?.getVideoTracks().length ?? 0) > 0;
    show(tile.video, seen ? stream : undefined, 'video');
    if (!mine) show(tile.audio, stream, 'audio');
    tile.element.classList.toggle('r-tile--seen', seen);
    tile.element.classList.toggle('r-tile--mine', mine);
    tile.element.classList.toggle('r-tile--away', person.presence === 'AWAY');
    const states = states_(person, this.model);
    tile.element.setAttribute('aria-label', [person.name, text(`role.${person.role}`), ...states.map((one) => one.label)].join(', '));
    fill(tile.badges, ...states.map((one) => {
      const badge = make('span', { class: `r-badge r-badge--${one.icon}`, title: one.label }, icon(one.icon));
      if (one.words) badge.append(one.label);
      return badge;
    }));
  }

  private mine(): MediaStream | undefined {
    const track = this.own();
    if (!track) return undefined;
    const before = this.tiles.get(this.model.you)?.video.srcObject;
    if (before instanceof MediaStream && before.getVideoTracks()[0] === track) return before;
    return new MediaStream([track]);
  }

  private presented(): void {
    const showing = this.model.room.showing;
    this.shown.hidden = !showing;
    if (!showing) {
      this.screen.srcObject = null;
      this.paper.hide();
      return;
    }
    this.shownBy.textContent = text('presents', this.model.name(showing.who));
    this.screen.hidden = !showing.screen;
    if (showing.screen) {
      this.paper.hide();
      const stream = showing.who === this.model.you
        ? undefined : this.receiving.stream({ participant: showing.who, screen: true });
      show(this.screen, stream, 'video');
    } else if (showing.paper) {
      const mayTurn = showing.who === this.model.you || this.model.controls;
      this.paper.show(showing.paper, showing.page, mayTurn);
    }
  }

  /** Who speaks, or was chosen, is large; the presented is larger than everybody. */
  private arrange(): void {
    const large = this.pinned ?? (this.speakerView && this.shown.hidden ? this.lastSpeaker ?? this.model.inside.find((one) => one.id !== this.model.you)?.id : undefined);
    const isLarge = large !== undefined && this.tiles.has(large) && Boolean(this.shown.hidden);
    for (const [id, { element }] of this.tiles) element.classList.toggle('r-tile--large', isLarge && id === large);
    this.list.classList.toggle('r-tiles--strip', isLarge || !this.shown.hidden);
    this.list.dataset['count'] = String(Math.min(this.tiles.size, 17));
  }
}

const show = (element: HTMLMediaElement, stream: MediaStream | undefined, kind: 'audio' | 'video'): void => {
  const next = stream && stream.getTracks().some((track) => track.kind === kind) ? stream : null;
  if (element.srcObject === next) return;
  element.srcObject = next;
  if (next) void element.play().catch(() => undefined);
};

const states_ = (person: PersonView, model: Model): { icon: string; label: string; words?: boolean }[] => {
  const states: { icon: string; label: string; words?: boolean }[] = [];
  if (person.presence === 'AWAY') states.push({ icon: 'away', label: text('away'), words: true });
  if (!person.identified) states.push({ icon: 'unknown', label: text('unidentified') });
  if (model.room.hands.includes(person.id)) states.push({ icon: 'hand', label: text('hand-up') });
  if (person.cuts.length > 0) states.push({ icon: 'cut', label: person.cuts.map((cut) => text(`cut.${cut}`)).join(', ') });
  else if (!person.audio && person.presence === 'PRESENT') states.push({ icon: 'mic-off', label: text('audio-off') });
  return states;
};
