import { z } from 'zod';
import type { DriverEvent } from './driver.ts';

const text = z.string();
const count = z.number().int().min(0);

/** What the player prints, one JSON object a line. */
const scriptedLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text }),
  z.object({ kind: z.literal('edit'), path: text, added: count, removed: count }),
  z.object({ kind: z.literal('delete'), path: text }),
  z.object({ kind: z.literal('run'), argv: z.array(text) }),
  z.object({ kind: z.literal('ran'), argv: z.array(text), exit: text }),
  z.object({ kind: z.literal('output'), text }),
  z.object({ kind: z.literal('note'), text }),
  z.object({ kind: z.literal('error'), text }),
  z.object({
    kind: z.literal('usage'),
    tokens: z.number(),
    costUsd: z.number().nullable(),
    inputTokens: z.number().optional(),
    outputTokens: z.number().optional(),
    model: text.optional(),
  }),
]);

export type ScriptedLine = z.infer<typeof scriptedLine>;

/** Turns one line of the player into events; any other line (of a program it ran) is output. */
export function readScriptedLine(line: string): readonly DriverEvent[] {
  const read = scriptedLine.safeParse(parsedJson(line));
  return [read.success ? eventOf(read.data) : { kind: 'output', text: line }];
}

function eventOf(line: ScriptedLine): DriverEvent {
  switch (line.kind) {
    case 'edit': {
      const counts = `+${String(line.added)} −${String(line.removed)}`;
      return { kind: 'edit', text: `${line.path} ${counts}` };
    }
    case 'delete':
      return { kind: 'edit', text: `delete ${line.path}` };
    case 'run':
      return { kind: 'run', text: line.argv.join(' ') };
    case 'ran':
      return { kind: 'result', text: `${line.argv.join(' ')} → ${line.exit}` };
    case 'say':
    case 'output':
    case 'note':
    case 'error':
    case 'usage':
      return line;
  }
}

function parsedJson(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
