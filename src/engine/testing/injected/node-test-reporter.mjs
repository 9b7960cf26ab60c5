// A reporter for Node's own test runner (Node 18 to 26): one JSON line per test, and a last line that says the run
// was told to its end. Suites are told only when they failed by themselves; parents of subtests likewise.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PRINTED_CHARS_MAX = 4000;
const FILES_REMEMBERED_MAX = 1000;

const absolute = (file) => (file.startsWith('file:') ? fileURLToPath(file) : resolve(file));

function textOf(error) {
  const cause = error?.cause ?? error;
  if (cause === null || typeof cause !== 'object') {
    return { message: String(cause ?? error?.message ?? 'failed'), stack: null };
  }
  const name = typeof cause.name === 'string' && cause.name !== 'Error' ? `${cause.name}: ` : '';
  return {
    message: `${name}${String(cause.message ?? cause)}`,
    stack: typeof cause.stack === 'string' ? cause.stack : null,
  };
}

function statusOf(type, data) {
  const marked = (value) => value !== undefined && value !== false;
  if (marked(data.skip) || marked(data.todo)) return 'skipped';
  return type === 'test:pass' ? 'passed' : 'failed';
}

function isWholeFile(data) {
  return (
    data.nesting === 0 && data.file !== undefined && absolute(data.name) === absolute(data.file)
  );
}

/** Whether an outcome says nothing that its children have not said already. */
function isHollow(type, data, hasChildren) {
  if (isWholeFile(data)) return type === 'test:pass';
  const isGroup = hasChildren || data.details?.type === 'suite';
  if (!isGroup) return false;
  return type === 'test:pass' || data.details?.error?.failureType === 'subtestsFailed';
}

/** A file that failed as a whole is told by what it printed: there is no error object of it. */
function troubleOf(data, printed) {
  const said = isWholeFile(data) ? printed.get(absolute(data.file)) : undefined;
  return said === undefined ? textOf(data.details?.error) : { message: said, stack: said };
}

function lineFor({ type, data, names, printed }) {
  const status = statusOf(type, data);
  const file = data.file === undefined ? null : absolute(data.file);
  return {
    event: 'case',
    path: isWholeFile(data) ? [file] : [...names.slice(0, data.nesting), data.name],
    status,
    file,
    line: data.line ?? null,
    ms: data.details?.duration_ms ?? null,
    ...(status === 'failed' ? troubleOf(data, printed) : { message: null, stack: null }),
  };
}

export default async function* report(source) {
  const names = [];
  const printed = new Map();
  let deepest = -1;
  let cases = 0;
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      names.length = data.nesting;
      names[data.nesting] = data.name;
    } else if (type === 'test:stderr' && printed.size < FILES_REMEMBERED_MAX) {
      const file = absolute(data.file);
      printed.set(file, `${printed.get(file) ?? ''}${data.message}`.slice(-PRINTED_CHARS_MAX));
    } else if (type === 'test:pass' || type === 'test:fail') {
      const hasChildren = deepest > data.nesting;
      deepest = data.nesting;
      if (isHollow(type, data, hasChildren)) continue;
      cases += 1;
      yield `${JSON.stringify(lineFor({ type, data, names, printed }))}\n`;
    }
  }
  yield `${JSON.stringify({ event: 'end', cases })}\n`;
}
