/** Whether colours are wanted: not with a non-empty NO_COLOR, nor on a dumb terminal. */
export function hasColours(env: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR: noColour, TERM: term } = env;
  return (noColour === undefined || noColour === '') && term !== 'dumb';
}

// eslint-disable-next-line no-control-regex -- SGR begins with ESC
const sgr = /\u001b\[([0-9;:]*)m/g;

/** The text with colours taken out of its SGR sequences; bold, dim, italic, underline and reverse stay. */
export function withoutColours(text: string): string {
  if (!text.includes('\u001b')) return text;
  return text.replace(sgr, (_found, parameters: string) => {
    if (parameters === '') return '\u001b[m';
    const kept = keptParameters(parameters.split(';'));
    return kept.length === 0 ? '' : `\u001b[${kept.join(';')}m`;
  });
}

function keptParameters(parameters: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < parameters.length; at += 1) {
    const parameter = parameters[at] ?? '';
    const code = Number(parameter.split(':')[0]);
    if (code === 38 || code === 48 || code === 58) {
      if (!parameter.includes(':')) at += parameters[at + 1] === '5' ? 2 : 4;
      continue;
    }
    if (!isColour(code)) kept.push(parameter);
  }
  return kept;
}

function isColour(code: number): boolean {
  return (code >= 30 && code <= 49) || code === 59 || (code >= 90 && code <= 107);
}
