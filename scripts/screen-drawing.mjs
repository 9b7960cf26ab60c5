// Draws what an emulated terminal shows as an SVG that stands alone.

const fontSize = 14;
const cellWidth = 8.43;
const cellHeight = 18;
const margin = 14;
const titleHeight = 30;
const paper = '#15171c';
const ink = '#d6d9df';
const dimInk = '#868b95';
const windowDots = ['#e0655c', '#dcaa4b', '#66b26a'];

// The sixteen colours of the window; the rest of the 256 follows from arithmetic.
const sixteen = [
  '#15171c', '#d0606a', '#6fae6b', '#d0a24c', '#5d8fd6', '#b877c4', '#4fa8a8', '#c5c8cf',
  '#5f646e', '#e5808a', '#8fce8b', '#e6c06c', '#7daaf0', '#d397de', '#6fc8c8', '#f2f4f7',
]; // prettier-ignore

/** The screen of an emulated terminal, in a quiet dark window. */
export function drawing(emulator, title) {
  const { cols, rows, buffer } = emulator;
  const width = Math.ceil(cols * cellWidth + 2 * margin);
  const height = rows * cellHeight + titleHeight + margin;
  const parts = [];
  for (let y = 0; y < rows; y += 1) {
    const line = buffer.active.getLine(buffer.active.viewportY + y);
    if (line !== undefined) parts.push(...runsOf(line, cols).map((run) => drawRun(run, y)));
  }
  const dots = windowDots.map(
    (fill, at) => `<circle cx="${18 + at * 18}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" rx="9" fill="${paper}"/>`,
    ...dots,
    `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${fontSize}" xml:space="preserve">`,
    ...parts.filter((part) => part !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbouring cells of one style; lines of boxes are runs of their own, because they are drawn and not set. */
function runsOf(line, columns) {
  const runs = [];
  for (let x = 0; x < columns; x += 1) {
    const cell = line.getCell(x);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const text = cell.getChars() === '' ? ' ' : cell.getChars();
    const look = lookOf(cell);
    const kind = boxes[text] === undefined ? (text === ' ' ? 'blank' : 'text') : 'box';
    const last = runs.at(-1);
    const isSame = last !== undefined && last.kind === kind && last.key === look.key;
    // One blank inside words of one style does not end them.
    if (isSame && kind !== 'box' && cell.getWidth() === 1 && last.isNarrow) {
      last.text += text;
      last.cells += 1;
    } else {
      runs.push({
        x,
        text,
        cells: cell.getWidth(),
        kind,
        ...look,
        isNarrow: cell.getWidth() === 1,
      });
    }
  }
  return joined(runs);
}

/** Puts words with single blanks between them together, which keeps the file small. */
function joined(runs) {
  const kept = [];
  for (const run of runs) {
    const blank = kept.at(-1);
    const words = kept.at(-2);
    const isGap = blank?.kind === 'blank' && blank.cells === 1 && run.kind === 'text';
    if (
      isGap &&
      words?.kind === 'text' &&
      words.key === run.key &&
      blank.key === run.key &&
      run.isNarrow &&
      words.isNarrow
    ) {
      kept.pop();
      words.text += ` ${run.text}`;
      words.cells += 1 + run.cells;
    } else {
      kept.push(run);
    }
  }
  return kept;
}

function lookOf(cell) {
  const front = colourOf(cell, 'Fg') ?? (cell.isDim() !== 0 ? dimInk : ink);
  const back = colourOf(cell, 'Bg');
  const isInverse = cell.isInverse() !== 0;
  const fill = isInverse ? (back ?? paper) : front;
  const ground = isInverse ? front : back;
  const isBold = cell.isBold() !== 0;
  return { fill, ground, isBold, key: `${fill} ${ground ?? ''} ${String(isBold)}` };
}

function colourOf(cell, side) {
  const value = cell[`get${side}Color`]();
  if (cell[`is${side}RGB`]()) return `#${value.toString(16).padStart(6, '0')}`;
  return cell[`is${side}Palette`]() ? paletteColour(value) : undefined;
}

function paletteColour(index) {
  if (index < 16) return sixteen[index];
  if (index >= 232) return grey(8 + (index - 232) * 10);
  const level = (value) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  const channels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function grey(value) {
  return `#${value.toString(16).padStart(2, '0').repeat(3)}`;
}

function drawRun(run, y) {
  const x = margin + run.x * cellWidth;
  const top = titleHeight + y * cellHeight;
  const width = run.cells * cellWidth;
  const ground =
    run.ground === undefined
      ? ''
      : `<rect x="${short(x)}" y="${top}" width="${short(width)}" height="${cellHeight}" fill="${run.ground}" shape-rendering="crispEdges"/>`;
  if (run.kind === 'blank') return ground;
  if (run.kind === 'box') return `${ground}${drawBox(run, x, top)}`;
  const weight = run.isBold ? ' font-weight="bold"' : '';
  return `${ground}<text x="${short(x)}" y="${short(top + cellHeight * 0.72)}" textLength="${short(width)}" lengthAdjust="spacingAndGlyphs" fill="${run.fill}"${weight}>${escaped(run.text)}</text>`;
}

// From the middle of a cell: to which sides its line goes, and whether the corner is round.
const boxes = {
  '─': 'lr',
  '│': 'tb',
  '╭': 'rb',
  '╮': 'lb',
  '╰': 'rt',
  '╯': 'lt',
};

function drawBox(run, x, top) {
  const sides = boxes[run.text];
  const middle = { x: x + cellWidth / 2, y: top + cellHeight / 2 };
  const ends = {
    l: [x, middle.y],
    r: [x + cellWidth, middle.y],
    t: [middle.x, top],
    b: [middle.x, top + cellHeight],
  };
  const [from, to] = [...sides].map((side) => ends[side].map(short).join(' '));
  const bend = sides === 'lr' || sides === 'tb' ? 'L' : `Q${short(middle.x)} ${short(middle.y)} `;
  return `<path d="M${from}${bend}${to}" fill="none" stroke="${run.fill}"/>`;
}

function short(value) {
  return String(Math.round(value * 100) / 100);
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
