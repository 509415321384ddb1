// How a page reaches the application: directly, or through what another way knows of.

/** The last change that a socket has told, after which the next one goes on. */
export interface Position {
  epoch: string;
  seq: number;
}

export interface Hears {
  onText(text: unknown): void;
  /** It is over, with this code of a WebSocket's. */
  onEnd(code: number): void;
}

/** A call, as `fetch` has it. */
export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Way {
  /** Throws where no answer comes. */
  ask(path: string, asked: Asked): Promise<Response>;
  /** Opens the socket of this key. What is answered closes it: nothing but its end is heard after that. */
  listen(key: string, after: Position | null, hears: Hears): () => void;
  /** A picture of the application's; null: the browser gets them by their path. */
  picture: ((path: string) => Promise<Blob>) | null;
}

const directly: Way = {
  ask: (path, asked) => fetch(path, asked),
  listen(key, after, { onText, onEnd }) {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const resume = after ? `?epoch=${after.epoch}&after=${after.seq}` : "";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/${key}${resume}`);
    socket.onmessage = ({ data }) => onText(data);
    socket.onclose = ({ code }) => onEnd(code);
    return () => {
      socket.onmessage = null;
      socket.close();
    };
  },
  picture: null,
};

export let way: Way = directly;

/** From now on the page goes this way; before it has asked for anything. */
export function goBy(other: Way): void {
  way = other;
}
