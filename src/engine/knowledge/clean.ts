import { AgentTuiError } from '../model/error.ts';
import { fixedLimits } from '../model/limits.ts';
import { sanitise, sanitiseLine } from '../platform/terminal-text.ts';
import { redact } from './redact.ts';

/** What was seen or imported, as one line: secrets are removed and what is too long is cut. */
export function recordedLine(text: string, max: number): string {
  return redact(sanitiseLine(text)).text.slice(0, max).trim();
}

/** What was seen or imported, as text of several lines. */
export function recordedText(text: string): string {
  return redact(sanitise(text)).text.slice(0, fixedLimits.patternTextCharsMax).trim();
}

/** What was seen or imported, as a list that is kept one a line; nothing twice, nothing empty. */
export function recordedList(lines: readonly string[], max: number): string[] {
  const clean = lines.slice(0, max).map((line) => recordedLine(line, fixedLimits.lessonCharsMax));
  return [...new Set(clean)].filter((line) => line !== '');
}

/**
 * Words that somebody wants kept, as one line.
 * @throws AgentTuiError `usage` when they are too long or hold a secret: then the writer is told, so that it leaves them out.
 */
export function givenLine(text: string, what: string): string {
  const line = sanitiseLine(text).trim();
  const { lessonCharsMax } = fixedLimits;
  if (line.length > lessonCharsMax) {
    throw new AgentTuiError('usage', `${what} has ${String(line.length)} characters`, {
      hint: `say it in ${String(lessonCharsMax)} at most, or as several lessons`,
    });
  }
  const { found } = redact(line);
  if (found.length > 0) {
    throw new AgentTuiError(
      'usage',
      `${what} seems to hold ${found.join(' and ')}: nothing was kept`,
      {
        hint: 'say it again without the value: knowledge is shown to other agents and may be exported',
      },
    );
  }
  return line;
}
