import type { Framework } from './frameworks/framework.ts';
import { requireFramework } from './frameworks/index.ts';
import { typedLine } from './plan/typed-line.ts';
import { placeTests } from './generate/place.ts';

/** What is known of one framework, whatever the project uses. In commands, words in capitals stand for what they name. */
export interface FrameworkFacts {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** How a person runs all tests of a project that says nothing else. */
  readonly command: string;
  readonly oneFile: string;
  readonly oneTest: string;
  /** Whether its commands have been proved on the tool itself, or on a strict simulator of it. */
  readonly proof: Framework['proof'];
  /** A test file as it is begun where no other one shows the project's manner; null: none is made. */
  readonly example: {
    readonly source: string;
    readonly testFile: string;
    readonly text: string;
  } | null;
}

/**
 * Describes a framework.
 * @throws AgentTuiError `usage` for an id that is not known.
 */
export function frameworkFacts(id: string): FrameworkFacts {
  const framework = requireFramework(id);
  const { title, language, typed, proof } = framework;
  const words = (rest: string) => typedLine(framework, rest);
  return {
    id,
    title,
    language,
    command: [typed.build, words(typed.all)].filter((part) => part !== undefined).join(' && '),
    oneFile: words(typed.file),
    oneTest: words(typed.test),
    proof,
    example: exampleOf(framework),
  };
}

function exampleOf({ testFile, evidence }: Framework): FrameworkFacts['example'] {
  if (testFile === null) return null;
  const source = `src/sum${testFile.extensions[0] ?? ''}`;
  const { file } = placeTests(source, [], { rules: testFile, testFiles: evidence.testFiles });
  const nothing = { neighbours: [], beside: [], isModulePackage: true };
  const text = testFile.text({ source, file, sentences: ['adds two numbers'], ...nothing });
  return { source, testFile: file, text };
}
