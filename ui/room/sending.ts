// What this device sends: camera and microphone, or a screen. One connection each, offered anew whenever it is lost.

import type { IceServer } from './protocol';

const GATHERING = 800;
const FACE = 600_000;
const SCREEN = 1_200_000;

export const gathered = (connection: RTCPeerConnection): Promise<string> =>
  new Promise((resolve) => {
    const sdp = () => resolve(connection.localDescription?.sdp ?? '');
    if (connection.iceGatheringState === 'complete') sdp();
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState === 'complete') sdp();
    });
    window.setTimeout(sdp, GATHERING);
  });

export class Sending {
  private connection: RTCPeerConnection | undefined;

  constructor(
    private readonly screen: boolean,
    private readonly offer: (sdp: string) => void,
    private readonly failed: () => void,
  ) {}

  /** Offers these tracks; what was sent before is over. */
  async begin(tracks: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null }, ice: IceServer[]): Promise<void> {
    this.end();
    const connection = new RTCPeerConnection({ iceServers: ice });
    this.connection = connection;
    if (tracks.audio || !this.screen) {
      connection.addTransceiver(tracks.audio ?? 'audio', { direction: 'sendonly' });
    }
    const video = connection.addTransceiver(tracks.video ?? 'video', {
      direction: 'sendonly',
      sendEncodings: [{ maxBitrate: this.screen ? SCREEN : FACE }],
    });
    if (this.screen && tracks.video) tracks.video.contentHint = 'detail';
    void video;
    connection.addEventListener('connectionstatechange', () => {
      if (connection === this.connection && connection.connectionState === 'failed') this.failed();
    });
    await connection.setLocalDescription();
    const sdp = await gathered(connection);
    if (connection === this.connection) this.offer(sdp);
  }

  async answered(sdp: string): Promise<void> {
    if (this.connection?.signalingState === 'have-local-offer') {
      await this.connection.setRemoteDescription({ type: 'answer', sdp });
    }
  }

  /** Another camera or microphone, or none for now; the connection stays. */
  async replace(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    const sender = this.connection
      ?.getTransceivers()
      .find((one) => one.receiver.track.kind === kind)?.sender;
    await sender?.replaceTrack(track);
  }

  get isOn(): boolean {
    return this.connection !== undefined;
  }

  async quality(): Promise<{ loss: number; rtt: number }> {
    const reports = await this.connection?.getStats();
    let loss = 0;
    let rtt = 0;
    reports?.forEach((report: { type: string; fractionLost?: number; roundTripTime?: number }) => {
      if (report.type !== 'remote-inbound-rtp') return;
      loss = Math.max(loss, report.fractionLost ?? 0);
      rtt = Math.max(rtt, report.roundTripTime ?? 0);
    });
    return { loss: Math.round(loss * 1000) / 10, rtt: Math.round(rtt * 1000) };
  }

  end(): void {
    this.connection?.close();
    this.connection = undefined;
  }
}
