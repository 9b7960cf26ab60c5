import { lookBefore, type Left } from '../promises/left.ts';
import { openScratch, testOf } from '../promises/scratch.ts';
import { recordFile } from '../promises/work-kept.ts';

/**
 * How the person's branch stands: checked out and left alone (`plain`), checked out and brought forward by itself
 * (`auto`), or checked out nowhere while the person moves it once (`desk`).
 */
export type Variant = 'plain' | 'auto' | 'desk';

type Step = Readonly<Record<string, unknown>>;

const names = ['Alpha', 'Beta', 'Gamma', 'Delta'];

/** A small project: one feature green at once with a daemon, one red and then green, two that conflict. */
export async function openProject(variant: Variant): Promise<Left> {
  const scratch = await openScratch('failpoint');
  scratch.git('init', '--quiet', '--initial-branch=main');
  await scratch.write('package.json', '{"type":"module","scripts":{"test":"node --test"}}\n');
  await scratch.write('src/sum.js', 'export const sum = (a, b) => a + b;\n');
  await scratch.write('src/shared.js', 'export const shared = [];\n');
  await scratch.write('test/sum.test.js', testOf('sum', 'sum(1, 2)', '3'));
  const scripts = scriptsFor(scratch.home, variant === 'desk' ? scratch.dir : null);
  for (const [slug, attempts] of Object.entries(scripts)) {
    await scratch.write(`agents/${slug}.json`, JSON.stringify({ attempts }));
  }
  await scratch.write('agent-tui.json', JSON.stringify(configFor(variant)));
  await scratch.write('features.json', JSON.stringify(names.map((name) => ({ name }))));
  scratch.commitAll('first');
  if (variant === 'desk') scratch.git('checkout', '--quiet', '-b', 'desk');
  const { code, stderr } = await scratch.run('feature', 'import', 'features.json');
  if (code !== 0) throw new Error(stderr);
  return lookBefore(scratch, names, mayChange[variant]);
}

/** What may change because the person's branch is brought forward, as they asked for. */
const mayChange: Readonly<Record<Variant, readonly RegExp[]>> = {
  plain: [],
  auto: [/^(src|test)\//, /^\.git\/(index|ORIG_HEAD|logs\/HEAD|(logs\/)?refs\/heads\/main)$/],
  desk: [/^\.git\/(logs\/)?refs\/heads\/main$/],
};

function configFor(variant: Variant): object {
  return {
    agents: { scripted: { driver: 'scripted', scripts: 'agents' } },
    target: 'main',
    landing: variant === 'auto' ? 'auto' : 'ask',
    setup: { commands: [['true']] },
    limits: {
      retryDelayMs: 50,
      killGraceMs: 500,
      mainLookIntervalMs: 500,
      heartbeatIntervalMs: 500,
      leaseDurationMs: 2_000,
      diskLookIntervalMs: 1_000,
    },
  };
}

/** The agents' scripts; `personDir` is where Beta's first attempt plays the person, who moves main once. */
function scriptsFor(home: string, personDir: string | null): Record<string, Step[][]> {
  const committed = [
    { commit: 'work' },
    { run: ['sh', '-c', `git rev-parse HEAD >> '${recordFile(home)}'`] },
  ];
  const write = (name: string, value: string) => [
    { write: `src/${name}.js`, text: `export const ${name} = ${value};\n` },
    { write: `test/${name}.test.js`, text: testOf(name, name, '1') },
  ];
  const shared = (name: string, words: string) => [
    { write: 'src/shared.js', text: `export const shared = ${words};\n` },
    {
      write: `test/${name}.test.js`,
      text: testOf('shared', `shared.includes('${name}')`, 'true'),
    },
  ];
  const person = personDir === null ? [] : [{ run: ['sh', '-c', personMoves(personDir, home)] }];
  const both = "['gamma', 'delta']";
  return {
    alpha: [[...write('alpha', '1'), ...committed, { fork: 'daemon' }]],
    beta: [
      [...person, ...write('beta', '2')],
      [...write('beta', '1'), ...committed],
    ],
    gamma: [shared('gamma', "['gamma']"), shared('gamma', both)],
    delta: [shared('delta', "['delta']"), shared('delta', both)],
  };
}

function personMoves(dir: string, home: string): string {
  const git = `git -C '${dir}' -c user.name=person -c user.email=person@example.invalid`;
  return [
    `test -e '${home}/moved' && exit 0; touch '${home}/moved'`,
    `unset GIT_DIR; new=$(${git} commit-tree 'main^{tree}' -p main -m 'by the person')`,
    `${git} update-ref refs/heads/main "$new"`,
  ].join('; ');
}
