import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SessionOutput } from '../../src/engine/agents/session-output.ts';
import {
  Transcript,
  rawLogFile,
  readTranscript,
  transcriptFile,
} from '../../src/engine/agents/transcript.ts';
import { fixedLimits } from '../../src/engine/model/limits.ts';
import type { TranscriptEntry } from '../../src/engine/model/session.ts';
import { systemClock } from '../../src/engine/platform/clock.ts';

const id = '1-1-aa';
const plain = { clock: systemClock, priceOf: () => null, model: null };
const noMark = { offset: 0, tokens: null, costUsd: null };
const said = (text: string): TranscriptEntry => ({ at: 1, kind: 'output', text });

function place(): string {
  const dir = mkdtempSync(join(tmpdir(), 'transcript-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  return dir;
}

test('a transcript in memory is bounded in lines and, when they are long, in characters', () => {
  const many = new Transcript(place(), id);
  for (let round = 0; round < 40; round += 1) {
    many.add(
      Array.from({ length: 1000 }, (_, line) => said(`${String(round)}.${String(line)}`)),
      noMark,
    );
  }
  expect(many.entries()).toHaveLength(fixedLimits.transcriptLinesHeldMax);
  expect(many.entries().at(-1)?.text).toBe('39.999');

  const long = new Transcript(place(), id);
  for (let round = 0; round < 100; round += 1) long.add([said('x'.repeat(60_000))], noMark);
  const held = long.entries().reduce((sum, { text }) => sum + text.length, 0);
  expect(held).toBeLessThanOrEqual(1.25 * fixedLimits.transcriptCharsMax);
  expect(held).toBeGreaterThan(fixedLimits.transcriptCharsMax / 2);
});

test('a transcript that could not be written for a while goes on afterwards, and says that something is missing', async () => {
  const dir = place();
  const transcript = new Transcript(dir, id);
  transcript.add([said('before')], noMark);
  const file = transcriptFile(dir, id);
  rmSync(file);
  mkdirSync(file);
  transcript.add([said('lost')], noMark);
  transcript.add([said('lost too')], noMark);
  rmSync(file, { recursive: true });
  // Half a line is what a full disk leaves.
  writeFileSync(file, '{"at":1,"kind":"outp');
  transcript.add([said('after')], noMark);
  expect((await readTranscript(dir, id)).map(({ text }) => text)).toEqual(['after']);
  const shown = transcript.entries().map(({ text }) => text);
  expect(shown.filter((text) => text.includes('not kept'))).toHaveLength(1);
  expect(shown).toContain('lost too');
});

test('the mark of a transcript whose file was just turned over is found in the older one', () => {
  const dir = place();
  new Transcript(dir, id).add([said('one')], { ...noMark, offset: 42 });
  const older = transcriptFile(dir, id).replace('.jsonl', '.older.jsonl');
  writeFileSync(older, readFileSync(transcriptFile(dir, id)));
  rmSync(transcriptFile(dir, id));
  expect(new Transcript(dir, id).takeUp([])).toMatchObject({ offset: 42 });
});

test('after the raw output was emptied under an agent, whoever takes over reads on from the new beginning', async () => {
  const dir = place();
  const raw = rawLogFile(dir, id);
  const { sessionLogBytesMax } = fixedLimits;
  // One line without an end, so that no entry comes whose mark would say it.
  writeFileSync(raw, `first line\n${'x'.repeat(sessionLogBytesMax)}`);
  const reader = (text: string) => [{ kind: 'output' as const, text }];
  const first = new SessionOutput({ ...plain, logsDir: dir, id, reader });
  await vi.waitFor(() => {
    expect(statSync(raw).size).toBe(0);
  }, 20_000);
  first.letGo();
  appendFileSync(raw, `the rest\nsecond line\n${'y'.repeat(100)}\n`);
  const earlier = await readTranscript(dir, id);
  const second = new SessionOutput({ ...plain, logsDir: dir, id, reader, earlier });
  await second.end();
  const texts = second.entries().map(({ text }) => text);
  expect(texts.filter((text) => text === 'first line')).toHaveLength(1);
  expect(texts).toContain('second line');
  expect(texts.at(-1)).toBe('y'.repeat(100));
});

test('a mark that was torn counts as none: the one before it says where to go on, and the next entry stands alone', async () => {
  const dir = place();
  new Transcript(dir, id).add([said('first')], { ...noMark, offset: 7 });
  appendFileSync(transcriptFile(dir, id), '{"mark":{"offs');
  const next = new Transcript(dir, id);
  expect(next.takeUp(await readTranscript(dir, id))).toEqual({ ...noMark, offset: 7 });
  next.add([said('second')], { ...noMark, offset: 14 });
  expect((await readTranscript(dir, id)).map(({ text }) => text)).toEqual(['first', 'second']);
  expect(new Transcript(dir, id).takeUp([])).toEqual({ ...noMark, offset: 14 });
});
