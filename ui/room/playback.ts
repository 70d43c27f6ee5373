// All that was recorded of a meeting, side by side on one line of time.

import './bars';
import { find, make } from './dom';
import { number, text } from './texts';

interface Recorded { element: HTMLMediaElement; begins: number; ends: number; who: string }

const place = find<HTMLElement>('#p-tracks');
const total = Number(place.dataset['seconds'] ?? 0);
const slider = find<HTMLInputElement>('#p-slider');
const shownTime = find<HTMLElement>('#p-time');
const play = find<HTMLButtonElement>('#p-play');
const tracks: Recorded[] = [];
let at = 0;
let isPlaying = false;
let before = 0;

for (const element of place.querySelectorAll<HTMLMediaElement>('[data-begins]')) {
  const begins = Number(element.dataset['begins']);
  const track = { element, begins, ends: Number(element.dataset['ends']), who: element.dataset['who'] ?? '' };
  tracks.push(track);
}

const spoken = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  return number(`${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`);
};

/** Each track plays what it has of this moment; where it has nothing it is silent and dark. */
function align(): void {
  for (const { element, begins, ends } of tracks) {
    const own = at - begins;
    const isThere = at >= begins && at < ends;
    element.classList.toggle('p-none', !isThere);
    if (!isThere) {
      if (!element.paused) element.pause();
      continue;
    }
    if (Math.abs(element.currentTime - own) > 0.3) element.currentTime = own;
    if (isPlaying && element.paused) void element.play().catch(() => undefined);
    if (!isPlaying && !element.paused) element.pause();
  }
  slider.value = String(Math.floor(at));
  slider.setAttribute('aria-valuetext', spoken(at));
  shownTime.textContent = `${spoken(at)} / ${spoken(total)}`;
}

function seek(seconds: number): void {
  at = Math.min(total, Math.max(0, seconds));
  align();
}

function step(now: number): void {
  if (isPlaying) {
    at += (now - before) / 1000;
    if (at >= total) setPlaying(false);
    align();
  }
  before = now;
  requestAnimationFrame(step);
}

function setPlaying(next: boolean): void {
  isPlaying = next;
  play.textContent = text(next ? 'pause' : 'play');
  play.setAttribute('aria-pressed', String(next));
  align();
}

play.addEventListener('click', () => setPlaying(!isPlaying));
slider.addEventListener('input', () => seek(Number(slider.value)));
for (const chapter of document.querySelectorAll<HTMLElement>('[data-seek]')) {
  chapter.addEventListener('click', () => seek(Number(chapter.dataset['seek'])));
}
document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (document.body.dataset['keys'] === 'off' || (target instanceof Element && target.matches('input, textarea, select, button, a'))) return;
  if (event.code === 'Space' || event.code === 'KeyK') setPlaying(!isPlaying);
  else if (event.code === 'ArrowLeft') seek(at - 10);
  else if (event.code === 'ArrowRight') seek(at + 10);
  else return;
  event.preventDefault();
});

if (tracks.length === 0) place.append(make('p', { class: 's-quiet' }, text('nothing')));
slider.max = String(Math.ceil(total));
seek(0);
requestAnimationFrame(step);
