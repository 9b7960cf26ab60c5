import { bounds } from '../../bounds.ts';
import { namedCommands } from './project-command.ts';
import type { CommandKind } from './project-command.ts';

/** Makefiles: a target runs what it depends on first. */
export const makefile: CommandKind = {
  callers: [['make'], ['gmake']],
  file: /^(?:GNUm|[Mm])akefile$/u,
  read: (text, file) => {
    const whole = text.replaceAll(/\\\r?\n[ \t]*/gu, ' ');
    const variables = variablesIn(whole);
    const rules = rulesIn(whole);
    const names = new Set(rules.map(({ name }) => name));
    const rows = rules.map(({ name, needs, recipe }) => {
      const first = needs.filter((need) => names.has(need) && need !== name);
      const own = recipe.map((line) => expanded(line, variables));
      return [name, [...first.map((need) => `make ${need}`), ...own]] as const;
    });
    return namedCommands(rows, { file, noun: 'target' });
  },
};

interface Rule {
  readonly name: string;
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

function rulesIn(text: string): readonly Rule[] {
  const rules: { name: string; needs: string[]; recipe: string[] }[] = [];
  let open: { recipe: string[] }[] = [];
  for (const line of text.split(/\r?\n/u).slice(0, bounds.commandLinesMax)) {
    const head = /^(?<names>[\w./-][\w./ -]*?)\s*::?(?!=)\s*(?<needs>[^=]*?)(?:\s*;.*)?$/u.exec(
      line,
    );
    if (line.startsWith('\t')) {
      const command = line.trim().replace(/^[@\-+ ]+/u, '');
      // A function of make that stands alone is for make.
      const isForShell = !/^(?:#|\$\((?:info|warning|error|eval|call)\s)/u.test(command);
      if (command !== '' && isForShell) addTo(open, command);
    } else if (head?.groups !== undefined) {
      const { names = '', needs = '' } = head.groups;
      const words = needs.replace(/\|.*|#.*/u, '').split(/\s+/u);
      const made = names.split(/\s+/u).map((name) => ({
        name,
        needs: words.filter((word) => /^[\w./-]+$/u.test(word)),
        recipe: [],
      }));
      const real = made.filter(({ name }) => !name.startsWith('.'));
      rules.push(...real);
      open = real;
    } else if (line.trim() !== '' && !line.startsWith('#') && !/^(?:if|else|endif)/u.test(line)) {
      open = [];
    }
  }
  return merged(rules);
}

function addTo(rules: readonly { readonly recipe: string[] }[], command: string): void {
  for (const { recipe } of rules) recipe.push(command);
}

/** Rules of one target add up. */
function merged(rules: readonly Rule[]): readonly Rule[] {
  const byName = new Map<string, Rule>();
  for (const rule of rules) {
    const known = byName.get(rule.name);
    const both = known === undefined ? rule : joined(known, rule);
    byName.set(rule.name, both);
  }
  return [...byName.values()];
}

function joined(a: Rule, b: Rule): Rule {
  return { name: a.name, needs: [...a.needs, ...b.needs], recipe: [...a.recipe, ...b.recipe] };
}

function variablesIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const line = /^(?:export\s+)?(?<name>\w+)\s*[:?+]?:?=\s*(?<value>[^\n]*)$/gmu;
  for (const { groups } of text.matchAll(line)) {
    const { name, value } = groups ?? {};
    if (name !== undefined && value !== undefined)
      found.set(name, value.replace(/\s#.*$/u, '').trim());
  }
  return found;
}

/** What a tool's variable means where the file does not set it. */
const tools =
  /^(?:PYTHON3?|PY|GO|NODE|PYTEST|CARGO|NPM|YARN|PNPM|RUBY|PHP|MIX|DUNE|PROVE|BATS|UV)$/u;

function expanded(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let depth = 0; depth < bounds.scriptDepthMax; depth += 1) {
    text = text.replaceAll(
      /\$(?:\((?<a>\w+)\)|\{(?<b>\w+)\})/gu,
      (whole, a?: string, b?: string) => {
        const name = a ?? b ?? '';
        if (name === 'MAKE') return 'make';
        const value = variables.get(name);
        // A variable that a person sets from outside is empty by itself.
        if (value !== undefined) return value;
        if (tools.test(name)) return name.toLowerCase();
        return /(?:ARGS|FLAGS|OPTS|OPTIONS)$/u.test(name) ? '' : whole;
      },
    );
  }
  return text.replaceAll('$$', '$').trim();
}
