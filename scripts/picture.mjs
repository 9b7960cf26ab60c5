// Runs a command in a pseudo terminal and draws its screen as SVG:
//   node scripts/picture.mjs OUT.svg [--size 120x40] [--when REGEX [--keys TEXT] | --at SECONDS[,SECONDS…]] [-- COMMAND…]
// Without a command it is the demonstration; without anything, the picture that the documentation shows.
// With several moments the files are OUT-1.svg, OUT-2.svg …
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { root } from './bundle.mjs';
import { drawing } from './screen-drawing.mjs';

const lookIntervalMs = 100;
/** What keys bring is drawn after so long. */
const keysSettleMs = 800;
const lookDurationMsMax = 120_000;
const leaveDurationMsMax = 10_000;
const lastLinesMax = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '120x40' },
    when: { type: 'string' },
    at: { type: 'string' },
    keys: { type: 'string' },
    title: { type: 'string', default: 'agent-tui' },
  },
});
const documented = join(root, 'docs/images/dashboard.svg');
/** Something is merged, something rejected, something in conflict, and all agents work. */
const goodMoment =
  '(?=[^]*running 3/3)(?=[^]*#5 Tax rates +rejected)(?=[^]*conflict)(?=[^]*✔ #4)(?=[^]*◔ #)';
const [out = documented, ...given] = positionals;
const [columns, rows] = values.size.split('x').map(Number);
const isUsable = columns > 0 && rows > 0;

if (isUsable) {
  process.exitCode = await takePictures();
} else {
  process.stderr.write(
    'node scripts/picture.mjs OUT.svg [--size 120x40] [--when REGEX | --at 3,6] [-- COMMAND…]\n',
  );
  process.exitCode = 2;
}

async function takePictures() {
  // What the command leaves lying about (a demonstration keeps its repository) goes with this directory.
  const scratch = mkdtempSync(join(tmpdir(), 'picture-'));
  const shown = start(scratch);
  try {
    mkdirSync(dirname(out), { recursive: true });
    if (values.at === undefined) return await pictureWhen(shown);
    const moments = values.at.split(',').map(Number);
    for (const [index, seconds] of moments.entries()) {
      await Promise.race([
        after(shown.since() < seconds * 1000 ? seconds * 1000 - shown.since() : 0),
        shown.ended,
      ]);
      write(shown, moments.length === 1 ? out : out.replace(/\.svg$/, `-${index + 1}.svg`));
    }
    return 0;
  } finally {
    shown.pty.kill('SIGTERM');
    await Promise.race([shown.ended, after(leaveDurationMsMax)]);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts the command; what it prints goes into an emulated terminal. */
function start(scratch) {
  const [command, ...args] =
    given.length > 0 ? given : [process.execPath, join(root, 'bin/agent-tui.cjs'), 'demo'];
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const env = {
    ...process.env,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOME: scratch,
    TMPDIR: scratch,
    XDG_STATE_HOME: join(scratch, 'state'),
  };
  for (const name of ['CI', 'NO_COLOR', 'FORCE_COLOR']) delete env[name];
  const pty = spawn(command, args, { name: 'xterm-256color', cols: columns, rows, env });
  const began = performance.now();
  pty.onData((data) => emulator.write(data));
  const ended = new Promise((resolve) => {
    pty.onExit(resolve);
  });
  return { emulator, pty, ended, since: () => performance.now() - began };
}

/** Looks until the screen's text fits, then draws it. */
async function pictureWhen(shown) {
  const wanted = new RegExp(values.when ?? (out === documented ? goodMoment : '\\S'), 'u');
  let isOver = false;
  void shown.ended.then(() => {
    isOver = true;
  });
  while (!wanted.test(textOf(shown.emulator))) {
    if (isOver || shown.since() > lookDurationMsMax) {
      const last = textOf(shown.emulator).split('\n').slice(-lastLinesMax).join('\n');
      process.stderr.write(`The screen never showed ${String(wanted)}. It showed last:\n${last}\n`);
      return 1;
    }
    await after(lookIntervalMs);
  }
  if (values.keys !== undefined) {
    shown.pty.write(values.keys);
    await after(keysSettleMs);
  }
  write(shown, out);
  return 0;
}

function textOf(emulator) {
  const lines = [];
  for (let y = 0; y < rows; y += 1) {
    lines.push(
      emulator.buffer.active
        .getLine(emulator.buffer.active.viewportY + y)
        ?.translateToString(true) ?? '',
    );
  }
  return lines.join('\n');
}

function write(shown, file) {
  writeFileSync(file, drawing(shown.emulator, values.title));
  process.stdout.write(
    `${file}: ${columns}x${rows} after ${(shown.since() / 1000).toFixed(1)} s\n`,
  );
}
