import { plain } from '../../components/cells.ts';
import { money } from '../../components/format.ts';
import { textWidth } from '../../screen/index.ts';
import type { LearnedRow } from '../../store/engine-types.ts';
import type { Style } from '../../theme.ts';

/** The model of a row; where nobody has said what its tier is called, the tier. */
export function modelName({ model, tier }: LearnedRow): string {
  return plain(model ?? `${tier} tier`);
}

/** A column of the list beside the two names. */
export interface LearnedColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly style: Style;
  /** Columns with the highest number are left out first when there is no room. */
  readonly rank: number;
  /** The cells that the names must have for this column to stay, where they need that many. */
  readonly namesMin: number;
  readonly text: (row: LearnedRow, digits: Digits) => string;
  /** What the border says of the selected row when the column is left out; empty: nothing. */
  readonly words: (row: LearnedRow) => string;
}

/** How long the longest counts of the list are, so that "of" stands under "of". */
export interface Digits {
  readonly landed: number;
  readonly of: number;
}

const number = { align: 'right', style: {}, namesMin: 22 } as const;
/** What tells two models of one name apart: there only where no name is cut for it. */
const name = { align: 'left', style: { weight: 'dim' }, namesMin: 60 } as const;

/** The columns from left to right. */
const columns: readonly LearnedColumn[] = [
  {
    ...name,
    head: 'agent',
    rank: 6,
    text: ({ agent }) => plain(agent),
    words: ({ agent }) => plain(agent),
  },
  { ...name, head: 'tier', rank: 5, text: ({ tier }) => tier, words: ({ tier }) => `${tier} tier` },
  { ...number, head: 'landed', rank: 0, text: landedText, words: () => '' },
  {
    ...number,
    head: 'attempts',
    rank: 2,
    text: (row) => mean(row) ?? '-',
    words: (row) => (mean(row) === null ? '' : `${mean(row) ?? ''} attempts each`),
  },
  {
    ...number,
    head: '$/landed',
    rank: 1,
    text: perLanded,
    words: (row) => `${perLanded(row)} per landed feature`,
  },
  // Told together with what it is compared to.
  { ...number, head: 'cost', rank: 3, text: ({ costUsd }) => money(costUsd), words: () => '' },
  {
    ...number,
    style: { weight: 'dim' },
    head: 'priciest',
    rank: 4,
    text: ({ priciestUsd }) => money(priciestUsd),
    words: ({ costUsd, priciestUsd }) => `${money(costUsd)} instead of ${money(priciestUsd)}`,
  },
];

function landedText({ landed, of }: LearnedRow, digits: Digits): string {
  return `${String(landed).padStart(digits.landed)} of ${String(of).padStart(digits.of)}`;
}

function mean({ meanAttempts }: LearnedRow): string | null {
  return meanAttempts?.toFixed(1) ?? null;
}

/** Of none that landed there is no cost of one: that is known, and not `$-`. */
function perLanded({ costUsd, landed }: LearnedRow): string {
  if (landed === 0) return '-';
  return money(costUsd === null ? null : costUsd / landed);
}

/** The columns that fit, with the cells that each has. */
export interface FittedColumns {
  readonly category: number;
  readonly model: number;
  readonly shown: readonly (LearnedColumn & { readonly width: number })[];
  readonly leftOut: readonly LearnedColumn[];
  readonly gap: string;
  readonly digits: Digits;
}

/** Widths for all rows, not only those in sight, so that nothing moves sideways while the list scrolls. */
export function fitColumns(rows: readonly LearnedRow[], width: number): FittedColumns {
  const gap = gapFor(width);
  const digits: Digits = {
    landed: longest(rows.map(({ landed }) => String(landed))),
    of: longest(rows.map(({ of }) => String(of))),
  };
  const all = columns.map((column) => ({
    ...column,
    width: longest([column.head, ...rows.map((row) => column.text(row, digits))]),
  }));
  const category = longest(['category', ...rows.map((row) => plain(row.category))]);
  const model = longest(['model', ...rows.map((row) => modelName(row))]);
  const wanted = category + gap + model;
  const roomOf = (kept: typeof all) => kept.reduce((sum, one) => sum - gap - one.width, width);
  let shown = all;
  while (shown.length > 1) {
    const worst = shown.reduce((a, b) => (a.rank > b.rank ? a : b));
    if (roomOf(shown) >= Math.min(wanted, worst.namesMin)) break;
    shown = shown.filter((one) => one !== worst);
  }
  return {
    ...shareNames({ category, model, gap, room: Math.max(0, roomOf(shown)) }),
    shown,
    leftOut: columns.filter(({ head }) => shown.every((one) => one.head !== head)),
    gap: ' '.repeat(gap),
    digits,
  };
}

const categoryShare = 0.4;

/** Both names in full where there is room; else the model has the larger part, and neither more than it needs. */
function shareNames(names: { category: number; model: number; gap: number; room: number }) {
  const room = Math.max(0, names.room - names.gap);
  const least = Math.max(Math.floor(room * categoryShare), room - names.model);
  const category = Math.min(names.category, least);
  return { category, model: Math.min(names.model, room - category) };
}

/** On a wide screen there is air enough to tell columns apart by it. */
function gapFor(width: number): number {
  if (width >= 150) return 4;
  return width >= 100 ? 3 : 2;
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth));
}
