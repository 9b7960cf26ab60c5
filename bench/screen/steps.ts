/** What a pressed key focuses: a region's list, or the pane of an agent. */
export type Focus = 'Features' | 'Gatekeeper' | `agent-${number}`;

/** One key, and what has the focus after it. */
export interface Step {
  readonly key: string;
  readonly focus: Focus;
}

const right = '\u001b[C';
const left = '\u001b[D';
const up = '\u001b[A';
const down = '\u001b[B';
const tab = '\t';

/** Where the focus is before the first key and after the last one. */
export const firstFocus: Focus = 'agent-1';

/** Keys that take the focus through panes and regions and back to where it was, as often as one likes. */
const steps: readonly Step[] = [
  { key: right, focus: 'agent-2' },
  { key: right, focus: 'agent-3' },
  { key: down, focus: 'agent-6' },
  { key: tab, focus: 'Gatekeeper' },
  { key: tab, focus: 'Features' },
  { key: tab, focus: 'agent-6' },
  { key: left, focus: 'agent-5' },
  { key: left, focus: 'agent-4' },
  { key: up, focus: 'agent-1' },
];

/** The step of the key with this number, from 0. */
export function stepAt(number: number): Step {
  const step = steps[number % steps.length];
  if (step === undefined) throw new Error('there are no keys to press');
  return step;
}

/** What both programs paint when something gets the focus, and at no other time: its title, bold. */
export function tokenOf(focus: Focus): string {
  return `\u001b[1m${focus}`;
}
