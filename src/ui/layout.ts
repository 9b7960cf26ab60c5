/** A rectangle of terminal cells, from the top left corner of the screen. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export type RegionName = 'features' | 'agents' | 'gatekeeper';

export const regionNames: readonly RegionName[] = ['features', 'agents', 'gatekeeper'];

/** The sizes that layout turns on, in cells. */
export const layoutLimits = {
  columnsMin: 60,
  rowsMin: 16,
  /** From here on the three regions stand side by side; below, one at a time. */
  wideColumnsMin: 100,
  wideRowsMin: 24,
  tileColumnsMin: 40,
  tileRowsMin: 7,
  /** Up to four panes stand below each other rather than be narrower than this, as long as they are this high. */
  easyColumnsMin: 60,
  easyRowsMin: 9,
  overlayColumnsMax: 84,
  overlayRowsMax: 26,
} as const;

/** What the dashboard is laid out for. */
export interface LayoutInput {
  readonly size: Size;
  readonly focus: RegionName;
  readonly isZoomed: boolean;
  readonly agents: number;
  /** The position of the selected agent, 0-based. */
  readonly selectedAgent: number;
  readonly hasBanner: boolean;
}

/** Where an agent stands: a framed pane, or one row when no pane is left for it. */
export interface AgentPlace {
  readonly index: number;
  readonly rect: Rect;
}

export interface Tiling {
  readonly panes: readonly AgentPlace[];
  readonly rows: readonly AgentPlace[];
  /** Agents that have neither; `[` and `]` page to them. */
  readonly hidden: number;
  /** Panes on one page. */
  readonly pageSize: number;
}

export type Layout =
  | { readonly kind: 'too-small'; readonly screen: Rect }
  | {
      readonly kind: 'dashboard';
      readonly screen: Rect;
      readonly header: Rect;
      readonly banner: Rect | null;
      readonly body: Rect;
      readonly keyLine: Rect;
      readonly features: Rect | null;
      readonly agents: Rect | null;
      readonly gatekeeper: Rect | null;
      readonly tiling: Tiling;
      readonly isWide: boolean;
    };

const noTiling: Tiling = { panes: [], rows: [], hidden: 0, pageSize: 1 };

/** Divides the screen; the same input gives the same rectangles. */
export function layOut(input: LayoutInput): Layout {
  const { columns, rows } = input.size;
  const screen: Rect = { x: 0, y: 0, width: columns, height: rows };
  if (columns < layoutLimits.columnsMin || rows < layoutLimits.rowsMin) {
    return { kind: 'too-small', screen };
  }
  const top = input.hasBanner ? 2 : 1;
  const body: Rect = { x: 0, y: top, width: columns, height: rows - top - 1 };
  const regions = regionRects(input, body);
  const shape = input.isZoomed ? 'one' : regions.isWide ? 'tiles' : 'one-and-rows';
  return {
    kind: 'dashboard',
    screen,
    header: { x: 0, y: 0, width: columns, height: 1 },
    banner: input.hasBanner ? { x: 0, y: 1, width: columns, height: 1 } : null,
    body,
    keyLine: { x: 0, y: rows - 1, width: columns, height: 1 },
    ...regions,
    tiling: regions.agents === null ? noTiling : tile({ ...input, area: regions.agents, shape }),
  };
}

function regionRects(input: LayoutInput, body: Rect) {
  const isWide =
    body.width >= layoutLimits.wideColumnsMin && input.size.rows >= layoutLimits.wideRowsMin;
  if (!isWide || input.isZoomed) {
    const only = (name: RegionName) => (input.focus === name ? body : null);
    return {
      isWide,
      features: only('features'),
      agents: only('agents'),
      gatekeeper: only('gatekeeper'),
    };
  }
  const gateRows = clamp(Math.round(body.height * 0.2), 5, 12);
  const upper = body.height - gateRows;
  const featureColumns = clamp(Math.round(body.width * 0.33), 32, 48);
  return {
    isWide,
    features: { x: 0, y: body.y, width: featureColumns, height: upper },
    agents: {
      x: featureColumns,
      y: body.y,
      width: body.width - featureColumns,
      height: upper,
    },
    gatekeeper: { x: 0, y: body.y + upper, width: body.width, height: gateRows },
  };
}

interface TileInput {
  readonly area: Rect;
  readonly agents: number;
  readonly selectedAgent: number;
  /** Tiles; or one pane at a time, the other agents below it or nowhere. */
  readonly shape: 'tiles' | 'one-and-rows' | 'one';
}

/** 1 agent: full; 2: rows; 3 and 4: rows or two columns; then as many as fit at 40x7, the rest as rows. */
export function tile(input: TileInput): Tiling {
  const { area, agents } = input;
  if (agents === 0) return { ...noTiling, panes: [] };
  const grid = input.shape === 'tiles' ? gridFor(area, agents) : singleGrid(input);
  const pageSize = Math.min(agents, grid.columns * grid.rows);
  const page = Math.floor(clamp(input.selectedAgent, 0, agents - 1) / pageSize);
  const first = Math.min(page * pageSize, agents - pageSize);
  const shown = range(first, first + pageSize);
  const rest = range(0, agents).filter((index) => !shown.includes(index));
  const listed = rest.slice(0, grid.listRows);
  const tiled: Rect = { ...area, height: area.height - listed.length };
  return {
    panes: placePanes(tiled, shown, grid.columns),
    rows: listed.map((index, row) => ({
      index,
      rect: { x: area.x, y: tiled.y + tiled.height + row, width: area.width, height: 1 },
    })),
    hidden: rest.length - listed.length,
    pageSize,
  };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Rows kept at the bottom for agents without a pane. */
  readonly listRows: number;
}

function singleGrid({ area, agents, shape }: TileInput): Grid {
  const listRows = shape === 'one' ? 0 : clamp(agents - 1, 0, area.height - 9);
  return { columns: 1, rows: 1, listRows };
}

function gridFor(area: Rect, agents: number): Grid {
  const columnsMax = Math.max(1, Math.floor(area.width / layoutLimits.tileColumnsMin));
  const rowsMax = Math.max(1, Math.floor(area.height / layoutLimits.tileRowsMin));
  const wished = wishedColumns(area, agents);
  for (let columns = Math.min(wished, columnsMax); columns <= columnsMax; columns += 1) {
    const rows = Math.ceil(agents / columns);
    if (rows <= rowsMax) return { columns, rows, listRows: 0 };
  }
  for (let rows = rowsMax; rows > 1; rows -= 1) {
    const listRows = agents - columnsMax * rows;
    if (rows * layoutLimits.tileRowsMin + listRows <= area.height) {
      return { columns: columnsMax, rows, listRows };
    }
  }
  const listRows = clamp(agents - columnsMax, 0, area.height - layoutLimits.tileRowsMin);
  return { columns: columnsMax, rows: 1, listRows };
}

function wishedColumns(area: Rect, agents: number): number {
  const isEasyInRows = area.height >= agents * layoutLimits.easyRowsMin;
  const isTight = area.width < 2 * layoutLimits.easyColumnsMin;
  if (agents <= 2 || (agents <= 4 && isTight && isEasyInRows)) return 1;
  return Math.ceil(Math.sqrt(agents));
}

/** The panes of the last, shorter row share its whole width. */
function placePanes(area: Rect, shown: readonly number[], columns: number): AgentPlace[] {
  const rows = Math.ceil(shown.length / columns);
  return shown.map((index, position) => {
    const row = Math.floor(position / columns);
    const inRow = Math.min(columns, shown.length - row * columns);
    const [x, width] = share(area.width, inRow, position % columns);
    const [y, height] = share(area.height, rows, row);
    return { index, rect: { x: area.x + x, y: area.y + y, width, height } };
  });
}

/** The start and length of part `index` when `length` is cut into `parts`, the first ones longer. */
function share(length: number, parts: number, index: number): [number, number] {
  const base = Math.floor(length / parts);
  const extra = length % parts;
  return [index * base + Math.min(index, extra), base + (index < extra ? 1 : 0)];
}

/** The rectangle of an overlay with this much content, in the middle of the body. */
export function overlayRect(body: Rect, content: { columns: number; rows: number }): Rect {
  const width = Math.min(body.width, layoutLimits.overlayColumnsMax, content.columns);
  const height = Math.min(body.height, layoutLimits.overlayRowsMax, content.rows);
  return {
    x: body.x + Math.floor((body.width - width) / 2),
    y: body.y + Math.floor((body.height - height) / 2),
    width,
    height,
  };
}

/** The cells inside the border and its blank column. */
export function inside(rect: Rect): Rect {
  return {
    x: rect.x + 2,
    y: rect.y + 1,
    width: Math.max(0, rect.width - 4),
    height: Math.max(0, rect.height - 2),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
