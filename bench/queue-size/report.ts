/** One part of the bench: its table, and the line that says whether its goal is met. */
export interface Part {
  readonly table: readonly string[];
  readonly line: string;
  readonly isMet: boolean;
}

/** One figure against a baseline, and the most that it may be; what both are of is said unless it is the size of the queue. */
interface Figure {
  readonly name: string;
  readonly measured?: string;
  readonly against?: string;
  readonly figure: number;
  readonly baseline: number;
  readonly goal: number;
  readonly unit: string;
}

/** Says a figure, its baseline, their ratio and the goal. */
export function judged(of: Figure, table: readonly string[] = []): Part {
  const { name, figure, baseline, goal, unit } = of;
  const { measured = 'with 100,000 features', against = 'with 10' } = of;
  const isMet = figure <= goal;
  const words = [
    `${name}: ${figure.toFixed(2)} ${unit} ${measured}`,
    `${baseline.toFixed(2)} ${unit} ${against}`,
    `ratio ${(figure / baseline).toFixed(2)}`,
    `goal at most ${String(goal)} ${unit}: ${isMet ? 'met' : 'MISSED'}`,
  ];
  return { table, line: words.join(', '), isMet };
}

/** The value below which a share of all values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** A row of a table; the first cell stands at the left. */
export function tableRow(...[first = '', ...cells]: readonly string[]): string {
  return [first.padEnd(28), ...cells.map((cell) => cell.padStart(10))].join('  ');
}
