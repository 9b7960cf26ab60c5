/** The modes of the screen and how they are at rest. */
const modes: readonly (readonly [number, 'h' | 'l'])[] = [
  [1049, 'l'],
  [25, 'h'],
  [7, 'h'],
  [1000, 'l'],
  [1002, 'l'],
  [1003, 'l'],
  [1006, 'l'],
  [2004, 'l'],
  [2026, 'l'],
];

/** What a terminal was sent, and its settings (`stty -g`) before and after. */
export interface TerminalLife {
  readonly output: string;
  readonly settingsBefore: string;
  readonly settingsAfter: string;
}

/** I7: the terminal is as it was: the last word about each mode is "off", no keys are held back, its settings are the same. */
export function terminalSane(life: TerminalLife): string[] {
  const { output, settingsBefore, settingsAfter } = life;
  const breaches = modes
    .filter(([mode, rest]) => lastOf(output, mode) !== null && lastOf(output, mode) !== rest)
    .map(([mode]) => `mode ?${String(mode)} was left on`);
  if (output.lastIndexOf('\u001B[>1u') > output.lastIndexOf('\u001B[<u')) {
    breaches.push('the keyboard protocol was left on');
  }
  if (settingsBefore !== settingsAfter) {
    breaches.push(`stty was ${settingsBefore.trim()} and is ${settingsAfter.trim()}`);
  }
  return breaches;
}

/** The last of "on" and "off" for a mode; a sequence may name several. */
function lastOf(output: string, mode: number): 'h' | 'l' | null {
  let last: 'h' | 'l' | null = null;
  // eslint-disable-next-line no-control-regex -- these are the sequences of a terminal
  for (const [, numbers = '', end] of output.matchAll(/\u001B\[\?([\d;]+)([hl])/gu)) {
    if (numbers.split(';').includes(String(mode))) last = end === 'h' ? 'h' : 'l';
  }
  return last;
}
