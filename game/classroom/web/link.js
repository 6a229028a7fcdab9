// The way to the room: a socket, or asking again where sockets are blocked. It comes back by itself, and what was sent
// and not yet answered is sent again under the same id, so that it is done once.

const BACK_OFF = [300, 700, 1500, 3000, 5000];
const SILENT_TOO_LONG = 25000; // the room says something every ten seconds
const SOCKETS_TRIED = 2; // that never opened, before asking instead

function newId() {
  // Not randomUUID: browsers keep that from pages over plain http.
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function post(path, value, token = "") {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(value) });
  const told = answer.status === 204 ? null : await answer.json();
  return { ok: answer.ok, status: answer.status, told };
}

export class Link {
  constructor(pass, { onPage, onState, onRefused, onGone }) {
    Object.assign(this, { pass, onPage, onState, onRefused, onGone });
    this.waiting = new Map(); // id -> { frame, resolve }
    this.failed = 0;
    this.neverOpened = 0;
    this.seen = "";
    this.isOver = false;
    this.connect();
  }

  do(wish) {
    const frame = { ...wish, id: newId() };
    return new Promise((resolve) => {
      this.waiting.set(frame.id, { frame, resolve });
      this.send(frame);
    });
  }

  close() {
    this.isOver = true;
    clearTimeout(this.watch);
    this.socket?.close();
  }

  send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
    else if (this.asks) this.ask(frame);
  }

  sendAgain() {
    for (const { frame } of this.waiting.values()) this.send(frame);
  }

  heard(told) {
    if (told.is === "page") {
      this.seen = told.version;
      this.onPage(told);
    } else if (told.is === "answer" && this.waiting.has(told.id)) {
      const { resolve } = this.waiting.get(told.id);
      this.waiting.delete(told.id);
      resolve(told);
    } else if (told.is === "refused") {
      this.onRefused(told.says);
    }
  }

  // Over a socket.

  connect() {
    if (this.isOver) return;
    if (this.neverOpened >= SOCKETS_TRIED) {
      this.poll();
      return;
    }
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    let opened = false;
    const reader = new TextDecoder();
    this.alive(socket);
    socket.onopen = () => {
      opened = true;
      socket.send(JSON.stringify(this.pass));
      this.sendAgain();
    };
    socket.onmessage = ({ data }) => {
      this.failed = 0;
      this.neverOpened = 0;
      this.alive(socket);
      this.onState(true);
      this.heard(JSON.parse(typeof data === "string" ? data : reader.decode(data)));
    };
    socket.onclose = ({ code }) => {
      clearTimeout(this.watch);
      if (this.socket !== socket || this.isOver) return;
      if (!opened) this.neverOpened += 1;
      if (code === 4401) this.gone();
      else this.later(() => this.connect());
    };
  }

  alive(socket) {
    clearTimeout(this.watch);
    this.watch = setTimeout(() => socket.close(), SILENT_TOO_LONG);
  }

  later(go) {
    this.onState(false);
    const wait = BACK_OFF[Math.min(this.failed, BACK_OFF.length - 1)];
    this.failed += 1;
    setTimeout(go, wait * (0.75 + Math.random() / 2)); // not thirty phones at once
  }

  gone() {
    this.close();
    this.onGone();
  }

  // By asking again.

  async poll() {
    this.asks = true;
    this.sendAgain();
    while (!this.isOver) {
      try {
        const { ok, status, told } = await post("/api/page", { room: this.pass.room, seen: this.seen }, this.pass.token);
        if (status === 401) return this.gone();
        if (ok) {
          if (this.failed) this.sendAgain();
          this.failed = 0;
          this.onState(true);
          if (told) this.heard(told);
          continue;
        }
      } catch {
        // told by the state
      }
      await new Promise((go) => this.later(go));
    }
  }

  async ask(frame) {
    try {
      const { status, told } = await post("/api/do", { ...frame, room: this.pass.room }, this.pass.token);
      if (told?.is === "answer") this.heard(told);
      else if (status < 500) this.heard({ is: "answer", id: frame.id, ok: false, says: told.says });
    } catch {
      // sent again when the room is back
    }
  }
}
