import { open } from 'node:fs/promises';
import { isSystemError } from '../../platform/files.ts';
import { sanitise } from '../../platform/terminal-text.ts';
import { sizeOf } from './supervised.ts';

/** The bytes of a file from an offset on; empty when it is not there. */
export async function readFrom(path: string, offset: number, bytesMax: number): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const buffer = Buffer.alloc(Math.max(0, Math.min(sizeOf(path) - offset, bytesMax)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return '';
    throw error;
  }
}

/** Head and tail of what a file holds, safe to show. */
export async function headAndTail(path: string, bytesMax: number): Promise<string> {
  const size = sizeOf(path);
  if (size <= bytesMax) return sanitise(await readFrom(path, 0, bytesMax)).trim();
  const half = Math.floor(bytesMax / 2);
  const head = await readFrom(path, 0, half);
  const tail = await readFrom(path, size - half, half);
  return sanitise(joined(head, tail, `${String(size - 2 * half)} bytes`));
}

/** Head and tail of a text, safe to show. */
export function headAndTailOf(text: string, charsMax: number): string {
  if (text.length <= charsMax) return sanitise(text).trim();
  const half = Math.floor(charsMax / 2);
  const left = `${String(text.length - 2 * half)} characters`;
  return sanitise(joined(text.slice(0, half), text.slice(-half), left));
}

function joined(head: string, tail: string, left: string): string {
  return `${head}\n… ${left} left out …\n${tail}`;
}
