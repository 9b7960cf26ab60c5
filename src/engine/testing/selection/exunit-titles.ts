import { nameParts } from './name-pattern.ts';

const opening =
  /^(?<indent>[ \t]*)(?<kind>describe|test|property)[ (]+"(?<title>(?:[^"\\]|\\.)*)"/u;

/** The full names, as ExUnit tells them, of the tests in a file that a name or words of it mean. */
export function exunitTitles(name: string, text: string): readonly string[] {
  const wanted = nameParts(name).at(-1) ?? name;
  const titles = titlesIn(text);
  const exact = titles.filter((title) => title === wanted);
  if (exact.length > 0 || titles.length === 0) return [wanted];
  const words = wanted.toLowerCase().split(/\s+/u);
  const found = titles.filter((title) => words.every((word) => title.toLowerCase().includes(word)));
  return found.length > 0 ? found : [wanted];
}

function titlesIn(text: string): readonly string[] {
  const titles: string[] = [];
  let group = { indent: -1, title: '' };
  for (const line of text.split('\n')) {
    const { indent = '', kind, title } = opening.exec(line)?.groups ?? {};
    if (kind === undefined || title === undefined) continue;
    if (kind === 'describe') {
      group = { indent: indent.length, title };
      continue;
    }
    const isInside = group.indent !== -1 && indent.length > group.indent;
    titles.push([kind, ...(isInside ? [group.title] : []), title].join(' '));
  }
  return titles;
}
