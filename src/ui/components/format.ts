const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const wallClock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The last answer of `timeOfDay`: lines of a log come many in one second. */
let lastTime = { second: NaN, text: '' };

/** A moment as `HH:MM:SS` in the person's time zone. */
export function timeOfDay(at: number): string {
  const inSeconds = Math.floor(at / second);
  if (inSeconds !== lastTime.second) lastTime = { second: inSeconds, text: wallClock.format(at) };
  return lastTime.text;
}

/** A duration in its two largest units: `12s`, `4m12s`, `1h02m`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / second));
  const two = (value: number) => String(value).padStart(2, '0');
  if (ms < minute) return `${String(seconds)}s`;
  if (ms < hour) return `${String(Math.floor(seconds / 60))}m${two(seconds % 60)}s`;
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60))}h${two(minutes % 60)}m`;
}

/** How long ago, in one unit: `3s`, `4m`, `2h`, `5d`. */
export function age(ms: number): string {
  const steps: readonly [number, string][] = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'm'],
  ];
  for (const [length, unit] of steps) {
    if (ms >= length) return `${String(Math.floor(ms / length))}${unit}`;
  }
  return `${String(Math.max(0, Math.floor(ms / second)))}s`;
}

/** A short duration with tenths below a minute: `4.2s`. */
export function seconds(ms: number): string {
  return ms < minute ? `${(ms / second).toFixed(1)}s` : duration(ms);
}

/** Time since a start as `HH:MM:SS`. */
export function elapsed(ms: number): string {
  const total = Math.max(0, Math.floor(ms / second));
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Money to the cent; `$-` when nobody told it. */
export function money(usd: number | null): string {
  return usd === null ? '$-' : `$${usd.toFixed(2)}`;
}

/** A commit as people write it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
