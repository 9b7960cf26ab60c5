/** A line of a TAP stream by what it says. */
export type TapLine =
  | { readonly kind: 'version' }
  | {
      readonly kind: 'plan';
      readonly indent: number;
      readonly count: number;
      readonly skip: string | null;
    }
  | ({ readonly kind: 'point'; readonly indent: number } & TapPoint)
  | { readonly kind: 'bail'; readonly reason: string }
  | { readonly kind: 'subtest' }
  | { readonly kind: 'close'; readonly indent: number }
  | { readonly kind: 'other' };

/** What one `ok` or `not ok` says. */
export interface TapPoint {
  readonly isOk: boolean;
  readonly number: number | null;
  readonly name: string;
  readonly isSkipped: boolean;
  /** Its subtests follow in braces. */
  readonly opens: boolean;
  readonly durationMs: number | null;
}

const point = /^(?<not>not )?ok\b(?: +(?<number>\d{1,9})(?!\S))?(?: *-(?= |$))? *(?<rest>.*)$/u;
const plan = /^1\.\.(?<count>\d{1,9})(?!\S)\s*(?:#\s*(?<comment>.*))?$/u;
const directive = /(?:^|\s)#\s*(?:skip\S*|todo(?=\s|:|$)):?\s*(?<reason>.*)$/iu;
const time = /\s#\s*time=(?<amount>\d+(?:\.\d+)?)(?<unit>ms|s)?\s*$/u;
const bail = /^Bail out!\s*(?<reason>.*)$/iu;

/** Says what a line of a TAP stream is; anything that is not TAP is `other`. */
export function readTapLine(line: string): TapLine {
  const text = line.trimStart();
  const indent = line.length - text.length;
  if (/^TAP version \d+\s*$/iu.test(text)) return indent === 0 ? { kind: 'version' } : other;
  if (/^#\s*Subtest\b/iu.test(text)) return { kind: 'subtest' };
  if (text.trimEnd() === '}') return { kind: 'close', indent };
  const planned = plan.exec(text)?.groups;
  if (planned !== undefined) {
    const skip = /^skip\S*\s*(?<reason>.*)$/iu.exec(planned['comment'] ?? '')?.groups?.['reason'];
    return { kind: 'plan', indent, count: Number(planned['count']), skip: skip ?? null };
  }
  const bailed = bail.exec(text)?.groups?.['reason'];
  if (bailed !== undefined) return { kind: 'bail', reason: bailed };
  const groups = point.exec(text)?.groups;
  return groups === undefined ? other : { kind: 'point', indent, ...pointOf(groups) };
}

const other: TapLine = { kind: 'other' };

function pointOf(groups: Readonly<Record<string, string>>): TapPoint {
  const rest = groups['rest'] ?? '';
  const told = directive.exec(rest);
  const described = rest.slice(0, told?.index ?? rest.length).trim();
  const opens = described === '{' || described.endsWith(' {');
  const title = opens ? described.slice(0, -1) : described;
  const timed = time.exec(title)?.groups;
  const name = title
    .replace(time, '')
    .replaceAll(/\\([\\#])/gu, '$1')
    .trim();
  return {
    isOk: groups['not'] === undefined,
    number: groups['number'] === undefined ? null : Number(groups['number']),
    name: name === '' ? nameless(told?.groups?.['reason'] ?? '', groups['number']) : name,
    isSkipped: told !== null,
    opens,
    durationMs: timed === undefined ? null : durationOf(timed),
  };
}

/** busted names a skipped test only behind the directive. */
function nameless(reason: string, number: string | undefined): string {
  if (reason.trim() !== '') return reason.trim();
  return number === undefined ? '' : `test ${number}`;
}

function durationOf(timed: Readonly<Record<string, string>>): number {
  return Number(timed['amount']) * (timed['unit'] === 's' ? 1000 : 1);
}
