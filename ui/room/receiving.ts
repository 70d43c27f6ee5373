// What this device receives: everybody else, in one connection that the room negotiates anew.

import type { Ask, Feed, IceServer, Tell, Track } from './protocol';
import { gathered } from './sending';

const LONGEST_ANSWER = 10_000;
const AGAIN = 2_000;

const name = (feed: Feed): string => feed.participant + (feed.screen ? ':screen' : '');

export interface Shown { feed: Feed; stream: MediaStream }

export class Receiving {
  private connection: RTCPeerConnection | undefined;
  private feeds: Feed[] = [];
  private work: Promise<void> = Promise.resolve();
  private readonly shown = new Map<string, Shown>();
  private ice: IceServer[] = [];
  private pending = false;
  private wants = false;
  private watch = 0;
  audioOnly = false;

  constructor(
    private readonly ask: (message: Ask) => void,
    private readonly changed: () => void,
    private readonly failed: () => void,
  ) {}

  /** The room knows nothing of this device any more: whatever was negotiated before is over. */
  restart(feeds: Feed[], ice: IceServer[]): void {
    this.drop();
    this.ice = ice;
    this.pending = false;
    this.want(feeds);
  }

  want(feeds: Feed[]): void {
    this.feeds = feeds;
    for (const [key, one] of this.shown) {
      if (!feeds.some((feed) => name(feed) === name(one.feed))) this.shown.delete(key);
    }
    this.changed();
    this.subscribe();
  }

  /** One question at a time; what changed meanwhile is asked when it is answered. */
  private subscribe(): void {
    if (this.pending) {
      this.wants = true;
      return;
    }
    this.wants = false;
    if (this.feeds.length === 0 && !this.connection) return;
    this.pending = true;
    this.watch = window.setTimeout(() => this.done(), LONGEST_ANSWER);
    this.ask({ type: 'Subscribe', wanted: this.feeds });
  }

  private done(): void {
    window.clearTimeout(this.watch);
    if (!this.pending) return;
    this.pending = false;
    if (this.wants) this.subscribe();
  }

  offered(offer: Extract<Tell, { type: 'Offer' }>): void {
    this.work = this.work.then(() => this.answer(offer)).catch(() => this.failed());
  }

  /** Pictures of faces are not sent to this device any more, or again; what is presented always is. */
  setAudioOnly(only: boolean): void {
    this.audioOnly = only;
    const feeds = this.feeds;
    this.want([]);
    this.want(feeds);
  }

  stream(feed: Feed): MediaStream | undefined {
    return this.shown.get(name(feed))?.stream;
  }

  private async answer({ offer, fresh, tracks }: { offer: string; fresh: boolean; tracks: Track[] }): Promise<void> {
    const byMid = new Map(tracks.map((track) => [track.mid, track]));
    if (!offer) return this.asItWas(byMid);
    if (fresh || !this.connection) this.begin();
    const connection = this.connection;
    if (!connection) return;
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const place of connection.getTransceivers()) {
      const track = byMid.get(place.mid ?? '');
      if (place.direction === 'stopped') continue;
      place.direction = !track || (this.audioOnly && track.kind === 'video' && !track.feed.screen) ? 'inactive' : 'recvonly';
    }
    await connection.setLocalDescription();
    const answer = await gathered(connection);
    if (connection !== this.connection) return;
    this.ask({ type: 'Answer', answer });
    this.show(connection, byMid);
    this.done();
  }

  /** Nothing to negotiate; or nothing to be had now, and then it is asked again. */
  private asItWas(byMid: Map<string, Track>): void {
    if (this.connection && byMid.size > 0) this.show(this.connection, byMid);
    else if (this.feeds.length > 0) window.setTimeout(() => this.subscribe(), AGAIN);
    this.done();
  }

  private show(connection: RTCPeerConnection, byMid: Map<string, Track>): void {
    const streams = new Map<string, Shown>();
    for (const place of connection.getTransceivers()) {
      const track = byMid.get(place.mid ?? '');
      if (!track || place.direction === 'inactive') continue;
      const key = name(track.feed);
      const one = streams.get(key) ?? { feed: track.feed, stream: this.shown.get(key)?.stream ?? new MediaStream() };
      for (const before of one.stream.getTracks()) {
        if (before.kind === track.kind && before !== place.receiver.track) one.stream.removeTrack(before);
      }
      one.stream.addTrack(place.receiver.track);
      streams.set(key, one);
    }
    this.shown.clear();
    for (const [key, one] of streams) this.shown.set(key, one);
    this.changed();
  }

  private begin(): void {
    this.connection?.close();
    this.shown.clear();
    const connection = new RTCPeerConnection({ iceServers: this.ice });
    this.connection = connection;
    connection.addEventListener('connectionstatechange', () => {
      if (connection === this.connection && connection.connectionState === 'failed') this.failed();
    });
  }

  /** Nothing is received any more. */
  end(): void {
    this.feeds = [];
    this.wants = false;
    this.pending = false;
    window.clearTimeout(this.watch);
    this.drop();
    this.changed();
  }

  private drop(): void {
    this.connection?.close();
    this.connection = undefined;
    this.shown.clear();
  }
}
