import type { Fields } from './report-values.ts';

const depthMax = 3;
const entry = /^(?<key>[A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(?<value>.*)|)$/u;
const blockStart = /^(?<style>[|>])[-+0-9]*$/u;

/**
 * The fields of a diagnostic block, as far as test runners write them: scalars, block scalars and fields in fields. A
 * whole YAML reader can be made to work for minutes by a few thousand characters, and what it reads here is not trusted.
 */
export function diagnosticFields(lines: readonly string[], depth = 0): Fields {
  const fields: [string, unknown][] = [];
  const indent = commonIndent(lines);
  let at = 0;
  while (at < lines.length) {
    const groups = entry.exec((lines[at] ?? '').slice(indent).trimEnd())?.groups;
    at += 1;
    if (groups === undefined) continue;
    const start = at;
    while (at < lines.length && isDeeper(lines[at] ?? '', indent)) at += 1;
    const value = valueOf(groups['value'] ?? '', lines.slice(start, at), depth);
    fields.push([groups['key'] ?? '', value]);
  }
  return Object.fromEntries(fields);
}

function isDeeper(line: string, indent: number): boolean {
  return line.trim() === '' || indentOf(line) > indent;
}

function valueOf(text: string, below: readonly string[], depth: number): unknown {
  const style = blockStart.exec(text.trim())?.groups?.['style'];
  if (style !== undefined) {
    const indent = commonIndent(below);
    const told = below.map((line) => line.slice(indent));
    return told.join(style === '|' ? '\n' : ' ').trim();
  }
  if (text.trim() === '') return depth < depthMax ? diagnosticFields(below, depth + 1) : null;
  return scalarOf(text.trim());
}

function scalarOf(text: string): string | number | boolean {
  if (/^'.*'$/su.test(text) && text.length > 1) return text.slice(1, -1).replaceAll("''", "'");
  if (/^".*"$/su.test(text) && text.length > 1) return unescaped(text);
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/u.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** Double quotes are those of JSON, nearly. */
function unescaped(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The indentation that all lines with text have. */
export function commonIndent(lines: readonly string[]): number {
  return lines
    .filter((line) => line.trim() !== '')
    .reduce((least, line) => Math.min(least, indentOf(line)), Infinity);
}
