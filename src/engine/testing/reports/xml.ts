import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fields } from './report-values.ts';
import { isFields, numberField, textField, textList } from './report-values.ts';

/** Elements inside one another; deeper documents are refused whole, so that no case is left out silently. */
const nestedTagsMax = 256;

/** The elements of a document by name, or null when it is no whole XML or nested too deep. */
export function xmlDocument(text: string, lists: ReadonlySet<string>): Fields | null {
  const plain = text.replace(/^\ufeff/u, '');
  // The parser itself takes half a document for a whole one, so the document is validated first.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- it moved to a package of its own, which would be one more to install
  if (XMLValidator.validate(plain) !== true) return null;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    parseAttributeValue: false,
    // Decoded below: the parser leaves numeric references as they are, and what stands in CDATA must stay.
    processEntities: false,
    cdataPropName: '#cdata',
    removeNSPrefix: true,
    maxNestedTags: nestedTagsMax,
    isArray: (name) => lists.has(name),
  });
  try {
    const document: unknown = parser.parse(plain);
    return isFields(document) ? document : null;
  } catch {
    return null;
  }
}

/** Whether a document declares entities, which no report needs and which can grow without end. */
export function isDeclaringEntities(text: string, root: string): boolean {
  const at = text.indexOf(`<${root}`);
  return /<!(?:DOCTYPE|ENTITY)/u.test(at === -1 ? text : text.slice(0, at));
}

/** All elements of one name, those without attributes and content too. */
export function elements(value: unknown): readonly Fields[] {
  if (value === undefined) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((element) => (isFields(element) ? element : { '#text': element }));
}

/** The one element of a name, or null. */
export function element(parent: Fields, name: string): Fields | null {
  return elements(parent[name])[0] ?? null;
}

/** An attribute, decoded, or null. */
export function attribute(found: Fields, name: string): string | null {
  const value = textField(found[`@${name}`]);
  return value === null ? null : decoded(value);
}

/** What is written in an element: its text, then its CDATA as it stands. */
export function bodyText(found: Fields): string {
  const written = decoded(textField(found['#text']) ?? '');
  const literal = found['#cdata'];
  const literals = Array.isArray(literal) ? textList(literal).join('') : textField(literal);
  return [written, literals ?? ''].filter((text) => text.trim() !== '').join('\n');
}

/** The text of a child element, trimmed, or null. */
export function childText(parent: Fields, name: string): string | null {
  const child = element(parent, name);
  return child === null ? null : bodyText(child).trim();
}

/** Seconds as text in milliseconds, or null. */
export function millisecondsOf(seconds: string | null): number | null {
  if (seconds === null || seconds.trim() === '') return null;
  const number = numberField(Number(seconds));
  return number === null ? null : number * 1000;
}

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  const reference = /&(?:lt|gt|amp|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/gu;
  return text.replaceAll(reference, (whole) => {
    const word = whole.slice(1, -1);
    if (!word.startsWith('#')) return named[word] ?? whole;
    const code = /^#x/iu.test(word) ? parseInt(word.slice(2), 16) : Number(word.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
