import type { Context } from '../context.ts';
import { isFullDisk, type WalOutcome } from '../db/index.ts';
import { byteWords, isShort, lackWords, neededBytes, type DiskSpace } from '../model/disk.ts';
import { AgentTuiError } from '../model/error.ts';
import type { NewEvent } from '../model/event.ts';

/**
 * Looks how much room the disk under the state has, and says whether it is too little: then nothing is claimed, no
 * candidate is verified, and both go on by themselves when there is room. `fault` is what made it worth a look: a disk that
 * has refused a write counts as full until the next look, whatever it says of itself.
 */
export function lookAtDisk(context: Context, fault?: unknown): boolean {
  const { run, clock, limits, queue } = context;
  const { disk } = run;
  const now = clock.monotonic();
  disk.seenAt = now;
  if (isFullDisk(fault)) disk.refusedAt = now;
  const wasShort = disk.shortSince !== null;
  const freeBytesMin = limits.diskFreeBytesMin;
  const space = seen(() => context.disk.space(), unknownSpace);
  const isRefused = disk.refusedAt !== null && now - disk.refusedAt < limits.diskLookIntervalMs;
  const isTooShort = isRefused || isShort(space, { freeBytesMin, wasShort });
  const needed = neededBytes(freeBytesMin, isTooShort);
  if (isTooShort) noteShort(context, { ...space, neededBytes: needed });
  else {
    seen(() => {
      context.disk.keepReserve();
    }, undefined);
    if (wasShort) noteAmple(context, space.freeBytes);
  }
  noteLog(
    context,
    seen(() => queue.shrinkLog(), { bytes: 0, isHeld: false }),
  );
  return isTooShort;
}

/** A disk that does not even say what is free is taken for full: this is where other faults are looked into. */
const unknownSpace: DiskSpace = { freeBytes: 0, freeFiles: null };

function seen<Value>(look: () => Value, otherwise: Value): Value {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return otherwise;
  }
}

function noteShort(context: Context, facts: DiskSpace & { readonly neededBytes: number }): void {
  const { run, clock } = context;
  run.banners.show(
    'disk',
    `nothing is claimed: ${lackWords(facts, facts.neededBytes)} where the state lives; it goes on by itself`,
  );
  context.changed();
  if (run.disk.shortSince !== null) return;
  run.disk.shortSince = clock.monotonic();
  // What is ours and can go may be just the room that is missing.
  run.disk.tidiedAt = null;
  tell(context, { type: 'disk:short', facts });
}

function noteAmple(context: Context, freeBytes: number): void {
  const { run, slots, clock, limits } = context;
  run.disk.shortSince = null;
  run.disk.refusedAt = null;
  run.banners.clear('disk');
  // On the full disk no heartbeat could be written: each is made up for before silence is looked at again.
  const longAgo = clock.monotonic() - limits.heartbeatIntervalMs;
  for (const { work } of slots.values()) if (work !== null) work.lastBeatAt = longAgo;
  tell(context, { type: 'disk:ample', facts: { freeBytes } });
  context.changed();
  context.wake();
}

/** Nothing but a reader that does not end keeps the log from being emptied. */
function noteLog(context: Context, { bytes, isHeld }: WalOutcome): void {
  const { run } = context;
  if (!isHeld) {
    run.banners.clear('wal');
    run.disk.isLogHeld = false;
    return;
  }
  const what = `another program reads state.db and does not end: ${byteWords(bytes)} of changes wait beside it`;
  run.banners.show('wal', what);
  if (!run.disk.isLogHeld) tell(context, { type: 'fault:met', facts: { what } });
  run.disk.isLogHeld = true;
}

/** On a full disk the banner alone has to say it. */
function tell(context: Context, event: NewEvent): void {
  try {
    context.queue.journal.write((record) => {
      record(event);
    });
  } catch (error) {
    if (!(error instanceof AgentTuiError)) throw error;
  }
}
