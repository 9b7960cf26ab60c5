/** The same text for every program: nine panes, 1,000 lines a second, some coloured, some long, some with wide characters. */
export const paneCount = 9;
export const tickMs = 20;
export const counterMs = 250;
const linesPerSecond = 1_000;

const words =
  'edit run test build reads writes checks src/auth.ts src/api/routes.ts passed failed waiting for the database'.split(
    ' ',
  );

/** Numbers that look random and are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function lineOf(fraction: () => number, number: number): string {
  const length = fraction() < 0.05 ? 400 : 80 + Math.floor(fraction() * 50);
  let text = `12:${String(10 + (number % 50))}:07 `;
  while (text.length < length) text += `${words[Math.floor(fraction() * words.length)] ?? ''} `;
  const kind = fraction();
  if (kind < 0.3)
    return `\u001b[2m${text.slice(0, 9)}\u001b[0m\u001b[32m${text.slice(9, 30)}\u001b[0m${text.slice(30)}`;
  return kind < 0.33 ? `漢字 ${text} 日本語` : text;
}

/** Lines that can be fed again and again. */
export function lineSource(): (count: number) => string[] {
  const fraction = sequence(7);
  const lines = Array.from({ length: 4_000 }, (_, number) => lineOf(fraction, number));
  let next = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      next = (next + 1) % lines.length;
      return lines[next] ?? '';
    });
}

/** How many lines each pane gets in a tick; over some ticks all panes get the same. */
export function shareOf(pane: number, tick: number): number {
  const perTick = (linesPerSecond * tickMs) / 1_000;
  const base = Math.floor(perTick / paneCount);
  return base + ((pane + tick) % paneCount < perTick % paneCount ? 1 : 0);
}

/** The tokens that the agent of a pane has used after so many rounds of counting. */
export const tokensAfter = (rounds: number, pane: number): number => 20_000 + rounds * 137 + pane;
