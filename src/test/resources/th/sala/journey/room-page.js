// Runs before the room's own script: counts what its connections receive, and speaks on its line.
(() => {
  const connections = [];
  const PlainConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends PlainConnection {
    constructor(...given) {
      super(...given);
      connections.push(this);
    }
  };
  let socket;
  const PlainSocket = window.WebSocket;
  window.WebSocket = class extends PlainSocket {
    constructor(...given) {
      super(...given);
      socket = this;
    }
  };

  const LOOK = 20;
  // longer than between two pictures, shorter than people notice
  const QUIET = 250;
  const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const now = () => performance.timeOrigin + performance.now();
  let marked = 0;

  async function reports(from) {
    const found = [];
    for (const one of connections.slice(from)) {
      if (one.signalingState === 'closed') continue;
      for (const report of (await one.getStats()).values()) {
        if (report.type === 'inbound-rtp') found.push(report);
      }
    }
    return found;
  }

  // when the last packet came, by the machine's clock in milliseconds, and how many bytes in all
  async function received(kinds) {
    const found = { last: 0, bytes: 0 };
    for (const one of await reports(0)) {
      if (!kinds.includes(one.kind)) continue;
      found.last = Math.max(found.last, one.lastPacketReceivedTimestamp ?? 0);
      found.bytes += one.bytesReceived;
    }
    return found;
  }

  async function until(check, longest) {
    for (const end = now() + longest; now() < end; await pause(LOOK)) {
      const found = await check();
      if (found) return found;
    }
    return null;
  }

  window.stage = {
    // says something to the room, as the page would; answers when that was
    say(message) {
      const at = Date.now();
      socket.send(JSON.stringify(message));
      return at;
    },

    isConnected: () => socket !== undefined && socket.readyState === WebSocket.OPEN,

    // connections from before do not count any more
    mark() { marked = connections.length; },

    // when so many pictures of others are decoded in connections made since the mark
    sees: (feeds, longest) => until(async () => {
      const shown = (await reports(marked)).filter(one => one.kind === 'video' && one.framesDecoded > 0);
      return shown.length >= feeds ? now() : null;
    }, longest),

    flows: async (kinds, longest) => {
      const before = (await received(kinds)).bytes;
      return until(async () => (await received(kinds)).bytes > before, longest);
    },

    // when the last packet came, once nothing comes any more
    ends: (kinds, longest) => until(async () => {
      const before = await received(kinds);
      await pause(QUIET);
      const after = await received(kinds);
      return after.bytes === before.bytes ? after.last : null;
    }, longest),
  };
})();
