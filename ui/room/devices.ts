// This device's own camera and microphone.

const VIDEO: MediaTrackConstraints = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24 } };
const AUDIO: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Devices {
  audio: MediaStreamTrack | null = null;
  video: MediaStreamTrack | null = null;

  /** What the person chose before, on this device. */
  static remembered(kind: 'audio' | 'video'): string | undefined {
    return localStorage.getItem(`room.${kind}`) ?? undefined;
  }

  static remember(kind: 'audio' | 'video', device: string): void {
    localStorage.setItem(`room.${kind}`, device);
  }

  static wants(kind: 'audio' | 'video'): boolean {
    return localStorage.getItem(`room.${kind}.off`) === null;
  }

  static setWanted(kind: 'audio' | 'video', wanted: boolean): void {
    if (wanted) localStorage.removeItem(`room.${kind}.off`);
    else localStorage.setItem(`room.${kind}.off`, 'off');
  }

  /** Turns one on. Says false where there is none, or the person does not let us. */
  async on(kind: 'audio' | 'video'): Promise<boolean> {
    this.off(kind);
    const device = Devices.remembered(kind);
    const wish = { ...(kind === 'audio' ? AUDIO : VIDEO), ...(device ? { deviceId: { ideal: device } } : {}) };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ [kind]: wish });
      this[kind] = stream.getTracks()[0] ?? null;
      return this[kind] !== null;
    } catch {
      return false;
    }
  }

  off(kind: 'audio' | 'video'): void {
    this[kind]?.stop();
    this[kind] = null;
  }

  label(kind: 'audio' | 'video'): string {
    return this[kind]?.label ?? '';
  }
}

/** How loud a track is, 0 to 1, many times a second, until the returned function is called. */
export const meter = (track: MediaStreamTrack, level: (value: number) => void): (() => void) => {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 512;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = window.setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    level(Math.min(1, Math.sqrt(sum / samples.length) * 4));
  }, 80);
  return () => {
    window.clearInterval(timer);
    void audio.close();
  };
};
