const newlineByte = 0x0a;
const returnByte = 0x0d;
/** The longest UTF-8 character. */
const characterBytesMax = 4;

/**
 * Cuts a stream of bytes into lines without ever holding more than one line of limited length. A lone carriage return
 * ends a line too (progress bars), an over-long line is cut and says so, and what is not UTF-8 becomes U+FFFD.
 */
export class LineSplitter {
  readonly #lineBytesMax: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** Inside the rest of a line that was cut. */
  #dropping = false;
  #afterReturn = false;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  /** Bytes of a line whose end has not come yet. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Takes the next bytes and gives the lines that they complete. */
  push(chunk: Uint8Array): string[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: string[] = [];
    let from = 0;
    let nextNewline = indexOrEnd(bytes, newlineByte, 0);
    let nextReturn = indexOrEnd(bytes, returnByte, 0);
    while (from < bytes.length) {
      if (this.#afterReturn && bytes[from] === newlineByte) from += 1;
      this.#afterReturn = false;
      if (nextNewline < from) nextNewline = indexOrEnd(bytes, newlineByte, from);
      if (nextReturn < from) nextReturn = indexOrEnd(bytes, returnByte, from);
      const end = Math.min(nextNewline, nextReturn);
      const isWhole = end < bytes.length && this.#heldBytes === 0 && !this.#dropping;
      if (isWhole && end - from <= this.#lineBytesMax)
        lines.push(bytes.toString('utf8', from, end));
      else this.#hold(bytes.subarray(from, end), lines);
      if (end < bytes.length) {
        if (!isWhole || end - from > this.#lineBytesMax) this.#endLine(lines);
        this.#afterReturn = bytes[end] === returnByte;
      }
      from = end + 1;
    }
    return lines;
  }

  /** Gives the last line when it had no end. */
  end(): string[] {
    const lines: string[] = [];
    if (this.#heldBytes > 0) this.#endLine(lines);
    this.#dropping = false;
    return lines;
  }

  #hold(part: Buffer, lines: string[]): void {
    if (this.#dropping || part.length === 0) return;
    const room = this.#lineBytesMax - this.#heldBytes;
    // A copy: a slice would keep the whole chunk alive.
    this.#held.push(Buffer.from(part.subarray(0, room)));
    this.#heldBytes += Math.min(room, part.length);
    if (part.length <= room) return;
    lines.push(`${this.#takeHeld(true)} … [line cut at ${String(this.#lineBytesMax)} bytes]`);
    this.#dropping = true;
  }

  #endLine(lines: string[]): void {
    if (this.#dropping) this.#dropping = false;
    else lines.push(this.#takeHeld(false));
  }

  #takeHeld(isCut: boolean): string {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return (isCut ? withoutHalfCharacter(bytes) : bytes).toString('utf8');
  }
}

function indexOrEnd(bytes: Buffer, byte: number, from: number): number {
  const index = bytes.indexOf(byte, from);
  return index === -1 ? bytes.length : index;
}

/** Drops the beginning of a character whose end was cut off. */
function withoutHalfCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back < characterBytesMax && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
