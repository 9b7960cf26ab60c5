import { parse as parseTomlText } from 'smol-toml';
import { parse as parseYamlText } from 'yaml';
import type { Fields } from '../reports/report-values.ts';
import { isFields } from '../reports/report-values.ts';
import { withoutJsonComments } from './json-comments.ts';

/** The fields of a JSON text, which may have comments and trailing commas; null when it is missing or broken. */
export function jsonFields(text: string | undefined): Fields | null {
  return fieldsOf(text, (plain) => parsedJson(plain) ?? parsedJson(withoutJsonComments(plain)));
}

/** The fields of a TOML text; null when it is missing or broken. */
export function tomlFields(text: string | undefined): Fields | null {
  return fieldsOf(text, (plain) => parseTomlText(plain));
}

/** The fields of a YAML text; null when it is missing or broken. */
export function yamlFields(text: string | undefined): Fields | null {
  return fieldsOf(text, (plain) => parseYamlText(plain, { logLevel: 'silent' }));
}

/** A field inside of fields, by its path. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (isFields(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    value,
  );
}

/** The fields inside of fields, by their path; none where there are none. */
export function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = fieldAt(value, ...path);
  return isFields(found) ? found : {};
}

/** A manifest of another's making may be anything; what cannot be read says nothing. */
function fieldsOf(text: string | undefined, parse: (plain: string) => unknown): Fields | null {
  if (text === undefined) return null;
  try {
    const value = parse(text.replace(/^\ufeff/u, ''));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
