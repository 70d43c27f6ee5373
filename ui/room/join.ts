// Before the room: camera, microphone, speaker and the way to the server are tried.

import { Devices, meter } from './devices';
import { fill, find, make } from './dom';
import { number, text } from './texts';

const base = document.body.dataset['room'] ?? document.querySelector<HTMLElement>('[data-room]')?.dataset['room'] ?? '';
const devices = new Devices();
const video = find<HTMLVideoElement>('#j-video');
const level = find<HTMLMeterElement>('#j-level');
let stopMeter: (() => void) | undefined;

async function camera(): Promise<void> {
  const works = Devices.wants('video') && (await devices.on('video'));
  video.srcObject = devices.video ? new MediaStream([devices.video]) : null;
  find<HTMLElement>('#j-no-video').hidden = works;
  find<HTMLElement>('#j-no-video').textContent = text(Devices.wants('video') ? 'no-video' : 'video-is-off');
  pressed('#j-camera-on', works);
}

async function microphone(): Promise<void> {
  stopMeter?.();
  stopMeter = undefined;
  const works = Devices.wants('audio') && (await devices.on('audio'));
  if (devices.audio) stopMeter = meter(devices.audio, (value) => { level.value = value; });
  else level.value = 0;
  find<HTMLElement>('#j-audio-state').textContent = text(works ? 'speak' : Devices.wants('audio') ? 'no-audio' : 'audio-is-off');
  pressed('#j-microphone-on', works);
}

const pressed = (selector: string, isOn: boolean): void =>
  find<HTMLElement>(selector).setAttribute('aria-pressed', String(isOn));

async function choices(): Promise<void> {
  const all = await navigator.mediaDevices.enumerateDevices();
  for (const [kind, selector, key] of [['videoinput', '#j-camera', 'video'], ['audioinput', '#j-microphone', 'audio']] as const) {
    const those = all.filter((one) => one.kind === kind && one.deviceId);
    const select = find<HTMLSelectElement>(selector);
    fill(select, ...those.map((one, at) => make('option', { value: one.deviceId }, one.label || number(at + 1))));
    select.value = Devices.remembered(key) ?? those[0]?.deviceId ?? '';
    select.disabled = those.length === 0;
  }
}

find<HTMLSelectElement>('#j-camera').addEventListener('change', (event) => {
  Devices.remember('video', (event.target as HTMLSelectElement).value);
  void camera();
});
find<HTMLSelectElement>('#j-microphone').addEventListener('change', (event) => {
  Devices.remember('audio', (event.target as HTMLSelectElement).value);
  void microphone();
});
find<HTMLElement>('#j-camera-on').addEventListener('click', () => {
  Devices.setWanted('video', !Devices.wants('video'));
  devices.off('video');
  void camera();
});
find<HTMLElement>('#j-microphone-on').addEventListener('click', () => {
  Devices.setWanted('audio', !Devices.wants('audio'));
  devices.off('audio');
  void microphone();
});

/** A short tone, for the person to hear. */
find<HTMLElement>('#j-speaker').addEventListener('click', () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, audio.currentTime);
  volume.gain.linearRampToValueAtTime(0.2, audio.currentTime + 0.05);
  volume.gain.linearRampToValueAtTime(0, audio.currentTime + 0.9);
  tone.frequency.setValueAtTime(523, audio.currentTime);
  tone.frequency.setValueAtTime(659, audio.currentTime + 0.35);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.9);
  tone.addEventListener('ended', () => void audio.close());
  find<HTMLElement>('#j-speaker-state').textContent = text('heard');
});

/** How much gets through in each direction, and how many of twenty short questions are answered. */
async function measure(): Promise<void> {
  const place = find<HTMLElement>('#j-network');
  place.textContent = text('measuring');
  const address = `${base}/room/measure`;
  try {
    const times: number[] = [];
    let lost = 0;
    for (let at = 0; at < 20; at++) {
      const begun = performance.now();
      try {
        await fetch(`${address}?size=0&at=${at}`, { cache: 'no-store', signal: AbortSignal.timeout(2_000) });
        times.push(performance.now() - begun);
      } catch {
        lost++;
      }
    }
    const down = await rate(async () => (await (await fetch(`${address}?size=1000000`, { cache: 'no-store' })).arrayBuffer()).byteLength);
    const up = await rate(async () => {
      await fetch(address, { method: 'POST', body: new Uint8Array(400_000), headers: token() });
      return 400_000;
    });
    times.sort((one, other) => one - other);
    const rtt = Math.round(times[Math.floor(times.length / 2)] ?? 0);
    const isGood = up >= 700 && down >= 1_500 && lost === 0 && rtt < 400;
    place.textContent = text('measured', number(shown(down)), number(shown(up)), number(rtt), number(Math.round((lost * 100) / 20)));
    place.dataset['good'] = String(isGood);
    find<HTMLElement>('#j-network-hint').textContent = text(isGood ? 'network-good' : 'network-bad');
  } catch {
    place.textContent = text('not-measured');
  }
}

const shown = (kbits: number): string => (kbits / 1_000).toFixed(1);

async function rate(transfer: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  const bytes = await transfer();
  return (bytes * 8) / Math.max(1, performance.now() - begun);
}

function token(): Record<string, string> {
  const content = document.querySelector<HTMLMetaElement>('meta[name=_csrf]')?.content;
  return content ? { 'X-XSRF-TOKEN': content } : {};
}

find<HTMLElement>('#j-measure').addEventListener('click', () => void measure());

void (async () => {
  await camera();
  await microphone();
  await choices();
  await measure();
})();
