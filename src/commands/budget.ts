import type { Command } from 'commander';
import {
  AgentTuiError,
  fixedLimits,
  openProjectModels,
  usdWords,
  type BudgetKey,
  type BudgetReport,
  type Project,
  type Queue,
  type Spending,
} from '../engine/index.ts';
import { columns, print, printJson, type Io } from './io.ts';
import { withProject, type CommandContext, type CommonFlags } from './options.ts';
import { requireFeature, withQueue } from './project-door.ts';

/** `agent-tui budget …`: what was spent, what it would have cost at most, and what may be spent. */
export function addBudgetCommand(program: Command, { io }: CommandContext): void {
  const budget = withProject(program.command('budget'))
    .description('what was spent and what may be; set and clear change that')
    .option('--json', 'print one JSON object')
    .action((flags: CommonFlags) => showBudget(io, flags));
  withProject(budget.command('set <scope> <name-or-usd> [usd]'))
    .description('limit what may be spent: set run USD, set feature N USD, set agent NAME USD')
    .option('--json', 'print the budget as one JSON object')
    .action((...[scope, second, third, flags]: SetArguments) =>
      setBudget(io, flags, { scope, words: third === undefined ? [second] : [second, third] }),
    );
  withProject(budget.command('clear <scope> [name]'))
    .description('take a limit back: clear run, clear feature N, clear agent NAME')
    .option('--json', 'print the budget as one JSON object')
    .action((scope: string, name: string | undefined, flags: CommonFlags) =>
      clearBudget(io, flags, { scope, words: name === undefined ? [] : [name] }),
    );
}

/** As commander gives them. */
type SetArguments = [scope: string, second: string, third: string | undefined, flags: CommonFlags];

/** A budget as it was named on the command line. */
interface Named {
  readonly scope: string;
  readonly words: readonly string[];
}

async function showBudget(io: Io, flags: CommonFlags): Promise<void> {
  await withQueue(io, flags, async (queue, project) => {
    const report = (await openProjectModels(project)).budgets.report();
    if (flags.json === true) printJson(io, report);
    else print(io, ...reportLines(report, queue));
  });
}

async function setBudget(io: Io, flags: CommonFlags, { scope, words }: Named): Promise<void> {
  await withQueue(io, flags, async (queue, project) => {
    const limitUsd = usdOf(words.at(-1) ?? '');
    const key = keyOf({ scope, words: words.slice(0, -1) }, queue, project);
    const { budgets } = await openProjectModels(project);
    queue.journal.write((record) => {
      budgets.set({ ...key, limitUsd });
      record({ type: 'budget:set', ...featureOf(key), facts: { ...key, limitUsd } });
    });
    if (flags.json === true) printJson(io, { ...key, limitUsd });
    else print(io, `${nameOf(key)} may spend ${usdWords(limitUsd)}${whenText(key)}`);
  });
}

async function clearBudget(io: Io, flags: CommonFlags, named: Named): Promise<void> {
  await withQueue(io, flags, async (queue, project) => {
    const key = keyOf(named, queue, project);
    const { budgets } = await openProjectModels(project);
    const wasSet = queue.journal.write((record) => {
      if (!budgets.clear(key)) return false;
      record({ type: 'budget:set', ...featureOf(key), facts: { ...key, limitUsd: null } });
      return true;
    });
    if (flags.json === true) printJson(io, { ...key, limitUsd: null });
    else
      print(
        io,
        `${nameOf(key)} ${wasSet ? 'has no limit of its own any more' : 'had no limit of its own'}`,
      );
  });
}

function keyOf({ scope, words }: Named, queue: Queue, { config }: Project): BudgetKey {
  const [word] = words;
  if (scope === 'run' && word === undefined) return { scope, name: '' };
  if (scope === 'feature' && word !== undefined) {
    return { scope, name: String(requireFeature(queue, word).id) };
  }
  if (scope === 'agent' && word !== undefined)
    return { scope, name: requireSlot(word, queue, config.parallel) };
  throw new AgentTuiError('usage', `there is no budget "${[scope, ...words].join(' ')}"`, {
    hint: 'for instance: agent-tui budget set run 20, set feature 3 2.50, set agent agent-1 5',
  });
}

/** A slot of this configuration, or of a run that goes on with more. */
function requireSlot(word: string, queue: Queue, parallel: number): string {
  const number = Number(/^agent-(\d+)$/.exec(word)?.[1] ?? 0);
  const isKnown = queue.sessions.agents().some(({ name }) => name === word);
  if (isKnown || (number >= 1 && number <= parallel)) return word;
  throw new AgentTuiError('usage', `there is no agent slot "${word}"`, {
    hint: `the slots are agent-1 to agent-${String(parallel)}`,
  });
}

function usdOf(text: string): number {
  const value = Number(text.replace(/^\$/, ''));
  const isAmount = /^\$?\d+(\.\d+)?$/.test(text) && value > 0 && value <= fixedLimits.budgetUsdMax;
  if (isAmount) return value;
  throw new AgentTuiError('usage', `a budget is an amount in USD, not "${text}"`, {
    hint: `more than 0, at most ${String(fixedLimits.budgetUsdMax)}; for instance 12.50`,
  });
}

function featureOf({ scope, name }: BudgetKey): { readonly featureId?: number } {
  return scope === 'feature' ? { featureId: Number(name) } : {};
}

function nameOf({ scope, name }: BudgetKey): string {
  if (scope === 'run') return 'a run';
  return scope === 'feature' ? `feature #${name}` : name;
}

function whenText({ scope }: BudgetKey): string {
  return scope === 'feature' ? ' over all its attempts' : scope === 'agent' ? ' in a run' : '';
}

function reportLines({ run, agents, features, total }: BudgetReport, queue: Queue): string[] {
  const featureName = (id: string) => `#${id} ${queue.features.find(Number(id))?.name ?? ''}`;
  const rows = [
    ['', 'spent', 'limit', 'at the priciest', 'saved', ''],
    cellsOf('this run', run),
    ...agents.map((row) => cellsOf(row.name, row)),
    ...features.map((row) => cellsOf(featureName(row.name), row)),
    cellsOf('all runs', { ...total, limitUsd: null }),
  ];
  return columns(rows);
}

type Shown = Pick<
  Spending,
  'spentUsd' | 'limitUsd' | 'priciestUsd' | 'savedUsd' | 'unpricedSessions'
>;

/** What nobody knows is not nothing. */
function cellsOf(name: string, row: Shown): string[] {
  const { spentUsd, limitUsd, priciestUsd, savedUsd, unpricedSessions } = row;
  const usd = (value: number | null) => (value === null ? 'unknown' : usdWords(value));
  const unpriced =
    unpricedSessions === 0
      ? ''
      : `${String(unpricedSessions)} ${unpricedSessions === 1 ? 'session' : 'sessions'} at unknown cost`;
  const limit = limitUsd === null ? 'none' : usdWords(limitUsd);
  return [name, usd(spentUsd), limit, usd(priciestUsd), usd(savedUsd), unpriced];
}
