import type { IncomingMessage } from 'node:http';

/** The body of a request, or why there is none. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'gone' };

/** Reads a JSON body of at most so many bytes; of a longer one no more is taken in. */
export function readBody(request: IncomingMessage, bytesMax: number): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) {
    return Promise.resolve({ kind: 'too-large' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) {
        request.pause();
        resolve({ kind: 'too-large' });
      } else chunks.push(chunk);
    });
    request.once('end', () => {
      resolve(parsed(Buffer.concat(chunks)));
    });
    request.once('error', () => {
      resolve({ kind: 'gone' });
    });
    request.once('close', () => {
      resolve({ kind: 'gone' });
    });
  });
}

function parsed(text: Buffer): Body {
  try {
    return { kind: 'json', value: JSON.parse(text.toString('utf8')) as unknown };
  } catch {
    return { kind: 'not-json' };
  }
}
