import { requireFramework } from './frameworks/index.ts';
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
  /** A test file as it is begun where no other one shows the project's manner. */
  readonly example: {
    readonly source: string;
    readonly testFile: string;
    readonly text: string;
  };
}

/**
 * Describes a framework.
 * @throws AgentTuiError `usage` for an id that is not known.
 */
export function frameworkFacts(id: string): FrameworkFacts {
  const { title, language, typed, testFile, evidence } = requireFramework(id);
  const source = `src/sum${testFile.extensions[0] ?? ''}`;
  const { file } = placeTests(source, [], { rules: testFile, testFiles: evidence.testFiles });
  const nothing = { neighbours: [], beside: [], isModulePackage: true };
  const text = testFile.text({ source, file, sentences: ['adds two numbers'], ...nothing });
  return {
    id,
    title,
    language,
    command: typed.all,
    oneFile: typed.file,
    oneTest: typed.test,
    example: { source, testFile: file, text },
  };
}
