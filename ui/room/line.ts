// The connection to the room: says something every two seconds, notices silence, comes back by itself.

import type { Ask, Tell } from './protocol';

const BEAT = 2_000;
const SILENCE = 5_000;
const FIRST_WAIT = 300;
const LONGEST_WAIT = 3_000;

export class Line {
  private socket: WebSocket | undefined;
  private heard = 0;
  private wait = FIRST_WAIT;
  private timer = 0;
  private over = false;

  constructor(
    private readonly address: string,
    private readonly told: (message: Tell) => void,
    private readonly state: (connected: boolean) => void,
  ) {
    window.setInterval(() => this.beat(), BEAT);
    window.addEventListener('online', () => this.soon(0));
  }

  open(): void {
    const socket = new WebSocket(this.address);
    this.socket = socket;
    this.heard = performance.now();
    socket.addEventListener('open', () => this.state(true));
    socket.addEventListener('message', (event) => {
      this.heard = performance.now();
      this.wait = FIRST_WAIT;
      if (socket === this.socket) this.told(JSON.parse(String(event.data)) as Tell);
    });
    socket.addEventListener('close', () => this.lost(socket));
  }

  /** Not before the room answers again is anything asked once more: the whole state comes first. */
  ask(message: Ask): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** The last word was said; nothing comes back. */
  end(): void {
    this.over = true;
    this.socket?.close();
  }

  /** Everything anew, as after a loss: the room forgets what was negotiated with this device. */
  again(): void {
    const former = this.socket;
    former?.close();
    if (former) this.lost(former);
  }

  private beat(): void {
    if (this.over || !this.socket) return;
    if (performance.now() - this.heard > SILENCE) {
      this.again();
      return;
    }
    this.ask({ type: 'Beat' });
  }

  private lost(socket: WebSocket): void {
    if (this.over || socket !== this.socket) return;
    this.socket = undefined;
    this.state(false);
    this.soon(this.wait);
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  private soon(wait: number): void {
    if (this.over || this.socket) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.open(), wait);
  }
}
