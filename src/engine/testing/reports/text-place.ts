import { stripTerminalCodes } from '../../platform/terminal-text.ts';
import type { Place } from './failure-place.ts';
import { placeInStack } from './failure-place.ts';

interface PlaceRule {
  readonly pattern: RegExp;
  /** Where several lines match: stacks name the test first or last, by language. */
  readonly pick: 'first' | 'last';
}

const charsReadMax = 16_000;
/** Code that the project did not write. */
const foreign =
  /(?:^|\/)(?:unittest|site-packages|node_modules|gems|rubygems|alcotest-engine)\/|^\/usr\/|^\/rustc\/|^<frozen|^(?:eunit_\w+|src\/alcotest-engine\/\w+)[.]/u;

/** How the tools write the place of a failure; the more telling forms come first. */
const rules: readonly PlaceRule[] = [
  { pattern: /\bFile "(?<file>[^"\n]+)", line (?<line>\d+)/gu, pick: 'last' },
  { pattern: /^(?<file>[^\s:][^:\n]*\.py):(?<line>\d+): /gmu, pick: 'last' },
  { pattern: /\bin test file (?<file>[^,\n]{1,400}), line (?<line>\d+)/gu, pick: 'first' },
  {
    pattern: /\b(?:panicked|expected) at (?:'[^\n]{0,400}', )?(?<file>[^\s:']+\.rs):(?<line>\d+)/gu,
    pick: 'first',
  },
  { pattern: / at (?<file>\S{1,400}) line (?<line>\d+)/gu, pick: 'first' },
  { pattern: /\((?<file>[^\s(),]{1,400}\.[eh]rl), line (?<line>\d+)\)/gu, pick: 'first' },
  {
    pattern:
      /\bat (?!javax?\.|jdk\.|sun\.|kotlin\.|scala\.|munit\.|utest\.|weaver\.|zio\.|io\.kotest\.|org\.(?:junit|opentest4j|testng|assertj|hamcrest|scalatest|specs2|spockframework|codehaus|mockito)\.)[\w.$<>/]{1,400}\((?<file>\w+\.(?:java|kt|scala|groovy)):(?<line>\d+)\)/gu,
    pick: 'first',
  },
  { pattern: / in (?<file>\S[^\n]{0,400}):line (?<line>\d+)/gu, pick: 'first' },
  { pattern: /\('(?<file>[^'\n]{1,400}\.[rR]):(?<line>\d+)(?::\d+)?'\)/gu, pick: 'first' },
  {
    pattern:
      /^[ \t]*(?:# |at |(?:Failure|Error) message: )?(?<file>[^\s:()"'[\]]+\.[A-Za-z]{1,6}):(?<line>\d+)(?=[:\s]|$)/gmu,
    pick: 'first',
  },
];

/** The line of the project that a failure's text blames, whichever tool wrote it, or null. */
export function placeInText(text: string): Place | null {
  const clean = stripTerminalCodes(
    text.length <= charsReadMax * 2
      ? text
      : `${text.slice(0, charsReadMax)}\n${text.slice(-charsReadMax)}`,
  );
  for (const rule of rules) {
    const found = placeByRule(clean, rule);
    if (found !== null) return found;
  }
  return placeInStack(clean, null);
}

function placeByRule(text: string, { pattern, pick }: PlaceRule): Place | null {
  const places = [...text.matchAll(pattern)]
    .map((match) => placeOf(match.groups))
    .filter((place) => place !== null);
  return (pick === 'first' ? places[0] : places.at(-1)) ?? null;
}

function placeOf(groups: Readonly<Record<string, string>> | undefined): Place | null {
  const file = groups?.['file'];
  const line = Number(groups?.['line']);
  if (file === undefined || foreign.test(file) || !isLine(line)) return null;
  return { file: file.replace(/^\.\//u, ''), line };
}

function isLine(line: number): boolean {
  return Number.isSafeInteger(line) && line > 0;
}
