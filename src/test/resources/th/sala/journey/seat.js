// Beside the room's own script, in a test: what its connections really receive, and what its page once showed.
(() => {
  const connections = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(...given) {
      super(...given);
      connections.push(this);
    }
  };

  async function received() {
    const found = [];
    for (const one of connections) {
      if (one.connectionState === 'closed') continue;
      for (const report of (await one.getStats()).values()) {
        if (report.type === 'inbound-rtp') found.push(report);
      }
    }
    return found;
  }

  // pictures decoded, or the energy of what was heard: bytes alone could be anything
  const amountOf = report => (report.kind === 'video' ? report.framesDecoded : report.totalAudioEnergy) ?? 0;

  const amount = async track =>
    (await received())
      .filter(report => report.trackIdentifier === track)
      .reduce((sum, report) => sum + amountOf(report), 0);

  window.seat = {
    amount,
    bytes: async () => (await received()).reduce((sum, report) => sum + report.bytesReceived, 0),
    played: async (selector, kind) => {
      const tracks = document.querySelector(selector)?.srcObject?.getTracks() ?? [];
      const track = tracks.find(one => one.kind === kind);
      return track ? { track: track.id, amount: await amount(track.id) } : null;
    },
    // classes that the page's body ever had
    once: new Set(),
  };

  document.addEventListener('DOMContentLoaded', () => {
    const look = () => document.body.classList.forEach(one => window.seat.once.add(one));
    new MutationObserver(look).observe(document.body, { attributeFilter: ['class'] });
    look();
  });
})();
