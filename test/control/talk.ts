import { connect, type Socket } from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** A line of JSON-RPC, either way. */
export type Message = Readonly<Record<string, unknown>>;

/** A program at the other end of a control socket that sends any bytes it likes. */
export interface Talk {
  readonly socket: Socket;
  readonly messages: Message[];
  send(text: string): void;
  /** Asks for something and answers with the whole message that came for it. */
  ask(method: string, params?: object): Promise<Message>;
  /** Waits for a message that fits. */
  told(fits: (message: Message) => boolean): Promise<Message>;
  readonly closed: Promise<void>;
}

const waitMs = 15_000;
const askedFirst = 1000;

/** Connects to a socket by its path; the connection ends with the test. */
export async function talkTo(path: string): Promise<Talk> {
  const socket = connect(path);
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  const messages: Message[] = [];
  let held = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${held}${text}`.split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) messages.push(JSON.parse(line) as Message);
  });
  let asked = askedFirst;
  const told = (fits: (message: Message) => boolean) =>
    vi.waitFor(
      () => {
        const found = messages.find(fits);
        if (found === undefined)
          throw new Error(`not told; last: ${JSON.stringify(messages.at(-1))}`);
        return found;
      },
      { timeout: waitMs, interval: 10 },
    );
  return {
    socket,
    messages,
    told,
    closed: new Promise((resolve) => {
      socket.once('close', () => resolve());
    }),
    send: (text) => void socket.write(text),
    ask: (method, params) => {
      asked += 1;
      const id = asked;
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      return told((message) => message['id'] === id);
    },
  };
}
