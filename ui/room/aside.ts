// The private line between operator and one attendee: sound alone, in two connections of its own.

import { button, fill, find, make } from './dom';
import type { Ask, IceServer, Tell } from './protocol';
import { gathered } from './sending';
import { text } from './texts';

type Told = Extract<Tell, { type: 'Aside' }>;

export class Aside {
  private readonly banner = find<HTMLElement>('#r-aside');
  private readonly sound = make('audio', { autoplay: true });
  private speaking: RTCPeerConnection | undefined;
  private hearing: RTCPeerConnection | undefined;
  private work: Promise<void> = Promise.resolve();
  state: Told['state'] = 'NONE';

  constructor(private readonly ask: (message: Ask) => void) {}

  get isOpen(): boolean {
    return this.state === 'OPEN';
  }

  /** What is to be seen of it, with the ways to answer or to end it. */
  draw(state: Told['state'], name: string): void {
    this.state = state;
    this.banner.hidden = state === 'NONE';
    const act = (key: string, message: Ask) =>
      button(text(`aside.${key}`), { 'data-focus': `aside-${key}` }, () => this.ask(message));
    const acts: Record<Told['state'], HTMLElement[]> = {
      NONE: [],
      ASKED: [act('take', { type: 'TakeAside', takes: true }), act('decline', { type: 'TakeAside', takes: false })],
      WAITING: [act('cancel', { type: 'EndAside' })],
      OPEN: [act('end', { type: 'EndAside' })],
    };
    fill(this.banner, state === 'NONE' ? null : make('p', {}, text(`aside.${state.toLowerCase()}`, name)), ...acts[state]);
  }

  async begin(microphone: MediaStreamTrack | null, ice: IceServer[]): Promise<void> {
    this.end();
    const connection = new RTCPeerConnection({ iceServers: ice });
    this.speaking = connection;
    connection.addTransceiver(microphone ?? 'audio', { direction: 'sendonly' });
    this.watch(connection);
    await connection.setLocalDescription();
    const offer = await gathered(connection);
    if (connection === this.speaking) this.ask({ type: 'SpeakAside', offer });
  }

  async spoken(sdp: string): Promise<void> {
    if (this.speaking?.signalingState === 'have-local-offer') {
      await this.speaking.setRemoteDescription({ type: 'answer', sdp });
    }
  }

  heard(): void {
    if (this.isOpen) this.ask({ type: 'HearAside' });
  }

  offered(sdp: string): void {
    if (sdp) this.work = this.work.then(() => this.answer(sdp)).catch(() => this.ask({ type: 'EndAside' }));
  }

  private async answer(sdp: string): Promise<void> {
    if (!this.isOpen) return;
    this.hearing?.close();
    const connection = new RTCPeerConnection(this.speaking?.getConfiguration());
    this.hearing = connection;
    connection.addEventListener('track', ({ track }) => {
      this.sound.srcObject = new MediaStream([track]);
      void this.sound.play().catch(() => undefined);
    });
    this.watch(connection);
    await connection.setRemoteDescription({ type: 'offer', sdp });
    await connection.setLocalDescription();
    const answer = await gathered(connection);
    if (connection === this.hearing) this.ask({ type: 'AnswerAside', answer });
  }

  /** A line that does not carry is ended: both then know it. */
  private watch(connection: RTCPeerConnection): void {
    connection.addEventListener('connectionstatechange', () => {
      const isCurrent = connection === this.speaking || connection === this.hearing;
      if (isCurrent && connection.connectionState === 'failed') this.ask({ type: 'EndAside' });
    });
  }

  end(): void {
    this.speaking?.close();
    this.hearing?.close();
    this.speaking = undefined;
    this.hearing = undefined;
    this.sound.srcObject = null;
  }
}
