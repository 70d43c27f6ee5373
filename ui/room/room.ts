// The meeting room: what the room tells, and what the person does, meet here.

import { Aside } from './aside';
import { Charts } from './charts';
import { Devices } from './devices';
import { fill, find, icon, make, say } from './dom';
import { Line } from './line';
import { Model, type Item } from './model';
import { Panels } from './panels';
import { PaperView } from './paper';
import type { Ask, PersonView, RoomView, Tell, Whole } from './protocol';
import { Receiving } from './receiving';
import { Sending } from './sending';
import { Stage } from './stage';
import { clock, number, text } from './texts';

const base = document.body.dataset['room'] ?? '';
const items: Item[] = [...document.querySelectorAll<HTMLElement>('[data-item]')].map((item) => ({
  id: item.dataset['item'] ?? '',
  number: item.dataset['number'] ?? '',
  title: item.dataset['title'] ?? '',
  papers: [...item.querySelectorAll<HTMLElement>('[data-paper]')].map((paper) => ({
    id: paper.dataset['paper'] ?? '',
    name: paper.textContent ?? '',
  })),
}));

const model = new Model(items);
const devices = new Devices();
const charts = new Charts();
const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const line = new Line(`${scheme}://${location.host}${base}/live`, told, connected);
const ask = (message: Ask): void => line.ask(message);
const receiving = new Receiving(ask, () => draw(), () => line.again());
const sending = new Sending(false, (offer) => ask({ type: 'Publish', offer }), () => void publish());
const presenting = new Sending(true, (offer) => ask({ type: 'Present', offer }), () => stopScreen());
const aside = new Aside(ask);
let screen: MediaStream | undefined;
let ice: Whole['ice'] = [];
let isReady = false;
let isFresh = true;

const pictures = `${base}/room/pages/`;
const paperName = (id: string): string => model.paper(id)?.name ?? '';
const shownPaper = new PaperView(find('#r-paper'), pictures, paperName, (paper, page) => ask({ type: 'ShowPaper', paper, page }));
const ownPaper: PaperView = new PaperView(find('#r-own-paper'), pictures, paperName, (paper, page) => ownPaper.show(paper, page, true));
const stage = new Stage(model, receiving, () => devices.video, shownPaper);
const panels = new Panels(model, charts, ask, (paper) => ownPaper.show(paper, 1, true));

const body = document.body;
const gate = find<HTMLElement>('#r-gate');
const banner = find<HTMLElement>('#r-own');

// ---- what the room tells

function told(message: Tell): void {
  switch (message.type) {
    case 'Whole': return whole(message);
    case 'Waiting': return wait(message.identified);
    case 'Person': return person(message.person);
    case 'Room': return room(message.room);
    case 'Line':
      model.talk.push(message.line);
      panels.drawTalk();
      if (message.line.who !== model.you) unread(model.name(message.line.who), message.line.words);
      return;
    case 'Feeds':
      model.feeds = message.feeds;
      return receiving.want(message.feeds);
    case 'Published': return void sending.answered(message.answer).catch(() => undefined);
    case 'Presenting': return void presenting.answered(message.answer).catch(() => undefined);
    case 'Offer': return receiving.offered(message);
    case 'Talking':
      if (message.talks) model.talking.add(message.who);
      else model.talking.delete(message.who);
      return stage.talks();
    case 'Figures':
      charts.figures(message);
      return panels.drawHelp();
    case 'Report': return charts.report(message);
    case 'Hint': return hint(message.words);
    case 'Aside': return void onAside(message);
    case 'AsideSpoken': return void aside.spoken(message.answer).catch(() => undefined);
    case 'AsideOffer': return aside.offered(message.offer);
    case 'AsideHeard': return aside.heard();
    case 'DiskAlarm': return alarm(text('disk-alarm'));
    case 'Refused': return alarm([message.sentence, message.clause].filter(Boolean).join(' – '));
    case 'Gone': return gone(message);
    case 'Beat': return;
  }
}

function whole(message: Whole): void {
  model.you = message.you;
  model.people = new Map(message.people.map((one) => [one.id, one]));
  model.room = message.room;
  model.talk = message.talk;
  model.feeds = message.feeds;
  model.talking.clear();
  ice = message.ice;
  gate.hidden = true;
  body.classList.remove('r-lost');
  if (aside.state !== 'NONE') void onAside({ type: 'Aside', with: null, state: 'NONE', why: 'GONE' });
  panels.restart();
  if (!isReady) {
    isReady = true;
    void start();
  } else if (isFresh) {
    void publish();
  }
  if (isFresh) receiving.restart(message.feeds, ice);
  else receiving.want(message.feeds);
  isFresh = false;
  draw();
}

function wait(identified: boolean): void {
  body.classList.remove('r-lost');
  gate.hidden = false;
  fill(find('#r-gate-words'), make('h2', {}, text('gate.waiting')), make('p', {}, text(identified ? 'gate.let-in' : 'gate.identify')));
}

function person(next: PersonView): void {
  const before = model.people.get(next.id);
  model.people.set(next.id, next);
  draw();
  if (next.id === model.you) ownState(before, next);
  else if (before && before.presence !== next.presence) {
    say(text(`said.${next.presence}`, next.name));
  }
}

function room(next: RoomView): void {
  const before = model.room;
  model.room = next;
  draw();
  if (before.item !== next.item) {
    const item = items.find((one) => one.id === next.item);
    if (item) say(text('said.item', number(item.number), item.title));
  }
  const more = next.hands.filter((id) => !before.hands.includes(id) && id !== model.you);
  if (more[0]) say(text('said.hand', model.name(more[0])));
  if (before.mediaLost && !next.mediaLost) void publish();
  if (before.showing?.who === model.you && before.showing.screen
    && !(next.showing?.who === model.you && next.showing.screen)) stopScreen();
}

/**
 * The private line. While it is open the microphone goes there and nowhere else; afterwards it is off, so that
 * nobody goes on talking to the meeting by mistake.
 */
async function onAside({ with: other, state, why }: Extract<Tell, { type: 'Aside' }>): Promise<void> {
  const wasOpen = aside.isOpen;
  aside.draw(state, other ? model.name(other) : '');
  stage.setQuiet(state === 'OPEN');
  panels.aside = state;
  if (state === 'OPEN') {
    if (!devices.audio && !(await devices.on('audio'))) alarm(text('no-audio'));
    await sending.replace('audio', null);
    if (aside.isOpen) await aside.begin(devices.audio, ice);
  } else if (state === 'NONE') {
    aside.end();
    if (wasOpen) {
      devices.off('audio');
      void sending.replace('audio', null);
      ask({ type: 'Devices', audio: false, video: devices.video !== null });
    }
    if (why) alarm([text(`aside.${why}`), wasOpen ? text('aside.muted') : ''].filter(Boolean).join(' – '));
  }
  draw();
}

/** What was taken from the person, and why; what they have again. */
function ownState(before: PersonView | undefined, now: PersonView): void {
  if (before && before.cuts.join() === now.cuts.join() && before.cause === now.cause) return;
  if (now.cuts.length === 0 && before && before.cuts.length > 0 && before.cause !== 'ASIDE') say(text('given-back'));
}

const ownWords = (me: PersonView): string => {
  if (me.cause === 'INTEREST') return text('own-by-interest');
  const what = [...me.cuts].sort().map((cut) => text(`own.${cut}`)).join(text('and'));
  const why = [me.cause ? text(`cause.${me.cause}`) : '', me.words].filter(Boolean).join(' – ');
  return text('own', what, why);
};

function gone({ why, words }: Extract<Tell, { type: 'Gone' }>): void {
  if (why === 'BROKEN') return;
  line.end();
  sending.end();
  receiving.end();
  stopScreen();
  aside.end();
  aside.draw('NONE', '');
  devices.off('audio');
  devices.off('video');
  gate.hidden = false;
  const links = why === 'ENDED'
    ? make('p', {}, make('a', { href: `${base}/after`, class: 'r-button' }, text('gate.after')))
    : make('p', {}, make('a', { href: `${base}/join`, class: 'r-button' }, text('gate.again')));
  fill(find('#r-gate-words'), make('h2', {}, text(`gate.${why}`)), words && words !== '-' ? make('p', {}, words) : null, links);
  find<HTMLElement>('#r-gate a').focus();
}

function connected(isConnected: boolean): void {
  if (isConnected) {
    isFresh = true;
    return;
  }
  body.classList.add('r-lost');
  say(text('lost'));
}

// ---- what the page shows

function draw(): void {
  const me = model.me;
  stage.draw();
  panels.draw();
  const item = items.find((one) => one.id === model.room.item);
  find<HTMLElement>('#r-now').textContent = item ? text('item', number(item.number), item.title) : text('no-item');
  body.classList.toggle('r-media-lost', model.room.mediaLost);
  banner.hidden = !me || me.cuts.length === 0 || me.cause === 'ASIDE';
  if (me && me.cuts.length > 0) fill(banner, icon('cut'), make('span', {}, ownWords(me)));
  dock(me);
}

function dock(me: PersonView | undefined): void {
  toggle('#r-audio', devices.audio !== null, 'audio', aside.isOpen || (me?.cuts.includes('AUDIO') ?? false));
  toggle('#r-video', devices.video !== null, 'video', me?.cuts.includes('VIDEO') ?? false);
  toggle('#r-hand', model.room.hands.includes(model.you), 'hand', me?.cause === 'INTEREST');
  toggle('#r-present', screen !== undefined, 'present', false);
  toggle('#r-audio-only', receiving.audioOnly, 'audio-only', false);
  toggle('#r-view', stage.speakerView, 'view', false);
  const stop = find<HTMLButtonElement>('#r-stop');
  const showing = model.room.showing;
  stop.hidden = !showing || !(showing.who === model.you || model.controls);
}

function toggle(selector: string, isOn: boolean, key: string, isCut: boolean): void {
  const element = find<HTMLButtonElement>(selector);
  element.setAttribute('aria-pressed', String(isOn));
  element.disabled = isCut;
  const label = text(`${key}.${isOn ? 'turn-off' : 'turn-on'}`);
  element.title = label;
  find('.r-dock-label', element).textContent = label;
}

function hint(words: string): void {
  const place = find<HTMLElement>('#r-hint');
  fill(find('p', place), words);
  place.hidden = false;
}

function alarm(words: string): void {
  const place = find<HTMLElement>('#r-alarm');
  fill(find('p', place), words);
  place.hidden = false;
  window.setTimeout(() => { place.hidden = true; }, 12_000);
}

function unread(name: string, words: string): void {
  if (body.dataset['panel'] === 'talk') return;
  say(`${name}: ${words}`);
  for (const dot of document.querySelectorAll<HTMLElement>('[data-unread]')) dot.hidden = false;
}

// ---- what the person does

async function start(): Promise<void> {
  for (const kind of ['audio', 'video'] as const) {
    if (Devices.wants(kind) && !(await devices.on(kind))) say(text(`no-${kind}`));
  }
  await publish();
}

async function publish(): Promise<void> {
  ask({ type: 'Devices', audio: devices.audio !== null, video: devices.video !== null });
  await sending.begin({ audio: aside.isOpen ? null : devices.audio, video: devices.video }, ice);
  if (screen) await presenting.begin({ audio: null, video: screen.getVideoTracks()[0] ?? null }, ice);
  draw();
}

async function switchDevice(kind: 'audio' | 'video'): Promise<void> {
  if (kind === 'audio' && aside.isOpen) return;
  if (devices[kind]) devices.off(kind);
  else if (!(await devices.on(kind))) return alarm(text(`no-${kind}`));
  Devices.setWanted(kind, devices[kind] !== null);
  ask({ type: 'Devices', audio: devices.audio !== null, video: devices.video !== null });
  if (sending.isOn) await sending.replace(kind, devices[kind]);
  else await sending.begin(devices, ice);
  draw();
}

async function present(): Promise<void> {
  if (screen) {
    ask({ type: 'StopPresenting' });
    return stopScreen();
  }
  try {
    screen = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 8 } }, audio: false });
  } catch {
    return;
  }
  const track = screen.getVideoTracks()[0] ?? null;
  track?.addEventListener('ended', () => {
    ask({ type: 'StopPresenting' });
    stopScreen();
  });
  await presenting.begin({ audio: null, video: track }, ice);
  draw();
}

function stopScreen(): void {
  presenting.end();
  screen?.getTracks().forEach((track) => track.stop());
  screen = undefined;
  draw();
}

function panel(name: string): void {
  const next = body.dataset["panel"] === name ? "" : name;
  body.dataset['panel'] = next;
  for (const tab of document.querySelectorAll<HTMLElement>('[data-tab]')) {
    tab.setAttribute('aria-expanded', String(tab.dataset['tab'] === next));
  }
  if (next === 'talk') {
    for (const dot of document.querySelectorAll<HTMLElement>('[data-unread]')) dot.hidden = true;
    find<HTMLElement>('#r-say').focus();
  }
}

const click = (selector: string, act: () => void): void =>
  find<HTMLElement>(selector).addEventListener('click', act);

click('#r-audio', () => void switchDevice('audio'));
click('#r-video', () => void switchDevice('video'));
click('#r-hand', () => ask({ type: 'Hand', up: !model.room.hands.includes(model.you) }));
click('#r-present', () => void present());
click('#r-stop', () => ask({ type: 'StopPresenting' }));
click('#r-audio-only', () => { receiving.setAudioOnly(!receiving.audioOnly); draw(); });
click('#r-view', () => { stage.speakerView = !stage.speakerView; draw(); });
click('#r-leave', () => ask({ type: 'Leave' }));
click('#r-mute-all', () => ask({ type: 'MuteAll', words: panels.reason().words }));
click('#r-give-back-all', () => ask({ type: 'GiveBackAll' }));
click('#r-end', () => { if (window.confirm(text('end-sure'))) ask({ type: 'End' }); });
click('#r-own-paper-close', () => ownPaper.hide());
for (const other of document.querySelectorAll<HTMLElement>('[data-click]')) {
  other.addEventListener('click', () => find<HTMLElement>(other.dataset['click'] ?? '').click());
}
for (const close of document.querySelectorAll<HTMLElement>('[data-close]')) {
  close.addEventListener('click', () => { find<HTMLElement>(close.dataset['close'] ?? '').hidden = true; });
}
for (const tab of document.querySelectorAll<HTMLElement>('[data-tab]')) {
  tab.addEventListener('click', () => panel(tab.dataset['tab'] ?? ''));
}
find<HTMLFormElement>('#r-talk-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const field = find<HTMLTextAreaElement>('#r-say');
  if (field.value.trim()) ask({ type: 'Say', words: field.value });
  field.value = '';
});
find<HTMLTextAreaElement>('#r-say').addEventListener('keydown', (event) => {
  if (event.code === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    find<HTMLFormElement>('#r-talk-form').requestSubmit();
  }
});

// one letter each, by the key's place; off while typing, and where the person switched them off
const KEYS: Record<string, () => void> = {
  KeyM: () => find<HTMLElement>('#r-audio').click(),
  KeyV: () => find<HTMLElement>('#r-video').click(),
  KeyH: () => find<HTMLElement>('#r-hand').click(),
  KeyS: () => find<HTMLElement>('#r-view').click(),
  KeyU: () => panel('people'),
  KeyA: () => panel('agenda'),
  KeyC: () => panel('talk'),
};
document.addEventListener('keydown', (event) => {
  const target = event.target;
  const isTyping = target instanceof Element && target.matches('input, textarea, select');
  if (event.code === 'Escape') {
    ownPaper.hide();
    if (isTyping) (target as HTMLElement).blur();
    return;
  }
  if (body.dataset['keys'] === 'off' || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const act = KEYS[event.code];
  if (act) {
    event.preventDefault();
    act();
  }
});

window.setInterval(() => {
  find<HTMLElement>('#r-clock').textContent = clock(new Date());
}, 5_000);
find<HTMLElement>('#r-clock').textContent = clock(new Date());
window.setInterval(() => void report(), 10_000);

async function report(): Promise<void> {
  if (!isReady) return;
  ask({
    type: 'Report',
    browser: navigator.userAgent.match(/(Edg|Firefox|Chrome|Safari)\/[\d.]+/)?.[0] ?? '',
    camera: devices.label('video'),
    microphone: devices.label('audio'),
    ...(await sending.quality()),
  });
}

if (window.matchMedia('(max-width: 860px)').matches) panel('');
line.open();
