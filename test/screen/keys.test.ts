import { describe, expect, test } from 'vitest';
import type { InputEvent } from '../../src/ui/screen/index.ts';
import { KeyParser } from '../../src/ui/screen/keys.ts';

/** ctrl+alt+shift+name, with the text a key types behind a colon. */
function named(event: InputEvent): string {
  if (event.kind === 'paste') return `paste<${event.text}>${event.truncated ? '!' : ''}`;
  if (event.kind === 'mouse') return `${event.action}@${String(event.x)},${String(event.y)}`;
  const modifiers = `${event.ctrl ? 'ctrl+' : ''}${event.alt ? 'alt+' : ''}${event.shift ? 'shift+' : ''}`;
  return `${modifiers}${event.name}${event.text === '' ? '' : `:${event.text}`}`;
}

function parsed(...chunks: string[]): string[] {
  const parser = new KeyParser();
  return [...chunks.flatMap((chunk) => parser.push(chunk)), ...parser.giveUp()].map(named);
}

const e = '\u001b';

describe('keys a terminal sends', () => {
  test.each<[string, string, string[]]>([
    ['letters', 'kK/', ['k:k', 'K:K', '/:/']],
    ['the space bar', ' ', ['space: ']],
    ['letters of other scripts', 'éд漢', ['é:é', 'д:д', '漢:漢']],
    ['enter, tab and backspace', '\r\t\u007f\b', ['enter', 'tab', 'backspace', 'backspace']],
    [
      'ctrl with a letter',
      '\u0001\u0003\u000c\n\u001a',
      ['ctrl+a', 'ctrl+c', 'ctrl+l', 'ctrl+j', 'ctrl+z'],
    ],
    [
      'ctrl with space and signs',
      '\u0000\u001c\u001d\u001f',
      ['ctrl+space', 'ctrl+\\', 'ctrl+]', 'ctrl+_'],
    ],
    ['a lone Esc', e, ['escape']],
    ['Esc twice', e + e, ['alt+escape']],
    ['Esc, then a letter together', `${e}${e}x`, ['escape', 'alt+x']],
    ['alt with a letter', `${e}x${e}B`, ['alt+x', 'alt+B']],
    ['alt with enter and backspace', `${e}\r${e}\u007f`, ['alt+enter', 'alt+backspace']],
    ['alt with a bracket', `${e}[`, ['alt+[']],
    ['arrows', `${e}[A${e}[B${e}[C${e}[D`, ['up', 'down', 'right', 'left']],
    ['arrows in application mode', `${e}OA${e}OD`, ['up', 'left']],
    [
      'arrows with modifiers',
      `${e}[1;2A${e}[1;3B${e}[1;5C${e}[1;8D`,
      ['shift+up', 'alt+down', 'ctrl+right', 'ctrl+alt+shift+left'],
    ],
    ['alt with an arrow as two escapes', `${e}${e}[A`, ['alt+up']],
    [
      'home and end in all dialects',
      `${e}[H${e}[F${e}[1~${e}[4~${e}[7~${e}[8~${e}OH`,
      ['home', 'end', 'home', 'end', 'home', 'end', 'home'],
    ],
    [
      'page, insert, delete',
      `${e}[5~${e}[6~${e}[2~${e}[3~${e}[3;5~`,
      ['pageup', 'pagedown', 'insert', 'delete', 'ctrl+delete'],
    ],
    [
      'function keys',
      `${e}OP${e}[11~${e}[15~${e}[24~${e}[1;2P${e}[[B`,
      ['f1', 'f1', 'f5', 'f12', 'shift+f1', 'f2'],
    ],
    ['shift and tab', `${e}[Z`, ['shift+tab']],
    [
      'kitty: escape, enter, letters',
      `${e}[27u${e}[13;2u${e}[99;5u${e}[107;6u`,
      ['escape', 'shift+enter', 'ctrl+c', 'ctrl+shift+k'],
    ],
    ['kitty: alt and shifted text', `${e}[97;3u${e}[97:65;2u`, ['alt+a', 'A:A']],
    ['kitty: a key let go says nothing', `${e}[97;1:3u${e}[1;1:3A`, []],
    ['kitty: the key pad', `${e}[57400u${e}[57414u`, ['1:1', 'enter']],
    ['kitty: keys without a name here', `${e}[57441;2u${e}[57428u`, []],
    ["xterm's modifyOtherKeys", `${e}[27;5;105~`, ['ctrl+i']],
    ['a paste as one event', `${e}[200~two\r\nlines${e}[201~x`, ['paste<two\nlines>', 'x:x']],
    ['a paste with escapes in it', `${e}[200~a${e}[Ab\u0000${e}[201~`, ['paste<a[Ab>']],
    ['a paste that never ends', `${e}[200~open`, ['paste<open>']],
    [
      'mouse wheel and press',
      `${e}[<64;3;4M${e}[<65;1;1M${e}[<0;10;20M${e}[<0;10;20m`,
      ['wheel-up@2,3', 'wheel-down@0,0', 'press@9,19', 'release@9,19'],
    ],
  ])('%s', (_what, sent, expected) => {
    expect(parsed(sent)).toEqual(expected);
  });

  test.each<[string, string]>([
    ['an unknown CSI', `${e}[99;99x`],
    ['a reply to a device query', `${e}[?62;22c`],
    ['a cursor report', `${e}[?12;40R`],
    ['focus in and out', `${e}[I${e}[O`],
    ['an old mouse report', `${e}[M !!`],
    ['a colour reply ended by BEL', `${e}]11;rgb:0000/0000/0000\u0007`],
    ['a colour reply ended by ST', `${e}]11;rgb:0000/0000/0000${e}\\`],
    ['a DCS reply', `${e}P>|term 1.0${e}\\`],
    ['a sequence cut off', `${e}[1;`],
    ['an 8-bit control', '\u009b'],
    ['an endless sequence', `${e}[${'1;'.repeat(500)}`],
  ])('%s is swallowed and never text', (_what, sent) => {
    const events = parsed(sent);
    expect(events.filter((event) => event.includes(':'))).toEqual([]);
  });

  test('what comes in pieces is the same as in one', () => {
    const all = `a${e}[1;5C${e}[200~pasted ${e}[20 text${e}[201~${e}[27u漢${e}OP${e}]0;x\u0007z`;
    for (let at = 1; at < all.length; at += 1) {
      expect(parsed(all.slice(0, at), all.slice(at)), `cut at ${String(at)}`).toEqual(parsed(all));
    }
    expect(parsed(...all)).toEqual(parsed(all));
  });

  test('a burst keeps its order', () => {
    expect(parsed(`jjk${e}[Bq`)).toEqual(['j:j', 'j:j', 'k:k', 'down', 'q:q']);
  });

  test('a paste longer than the limit is cut and says so', () => {
    const parser = new KeyParser();
    const events = [
      ...parser.push(`${e}[200~`),
      ...parser.push('x'.repeat(1_500_000)),
      ...parser.push(`${e}[201~y`),
    ];
    expect(
      events.map((event) => (event.kind === 'paste' ? event.text.length : named(event))),
    ).toEqual([1_048_576, 'y:y']);
    expect(events[0]).toMatchObject({ truncated: true });
  });
});
