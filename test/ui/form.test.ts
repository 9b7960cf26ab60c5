import { describe, expect, it } from 'vitest';
import {
  draftOf,
  formFor,
  isFormChanged,
  problemsOf,
  suggestionFor,
  withSuggestion,
} from '../../src/ui/store/form.ts';
import type { FormField, FormState } from '../../src/ui/store/state.ts';
import { inputOf } from '../../src/ui/store/text-input.ts';
import { feature } from './views.ts';

const features = [
  feature(1, 'Login'),
  feature(2, 'Search', { dependsOn: [1] }),
  feature(3, 'Search history', { dependsOn: [2] }),
];

function filled(
  texts: Partial<Record<FormField, string>>,
  editing: number | null = null,
): FormState {
  const form = formFor(features.find((row) => row.id === editing) ?? null, features);
  const inputs = { ...form.inputs };
  for (const [field, text] of Object.entries(texts)) inputs[field as FormField] = inputOf(text);
  return { ...form, inputs };
}

const many = Array.from({ length: 50_000 }, (_, at) =>
  feature(at + 1, `Part ${String(at + 1)}`, { dependsOn: at === 0 ? [] : [at] }),
);

describe('the feature form', () => {
  it('follows 50,000 features that wait for one another', () => {
    const form = formFor(many[0] ?? null, many);
    const inputs = { ...form.inputs, dependsOn: inputOf('PART 2, 50000') };
    const longer = { ...form, inputs };
    expect(problemsOf(longer, many).dependsOn).toBe('This closes a circle: #1 > #2 > #1.');
    const typed = { ...longer, inputs: { ...inputs, dependsOn: inputOf('49999, rt 4999') } };
    expect(suggestionFor(typed, many)?.id).toBe(4_999);
  });

  it('makes a draft of what was typed; dependencies may be named or numbered', () => {
    const form = filled({ name: ' Billing ', priority: '20', dependsOn: 'login, #2' });
    expect(draftOf(form, features)).toEqual({
      name: 'Billing',
      description: '',
      category: '',
      difficulty: 'normal',
      priority: 20,
      dependsOn: ['Login', 'Search'],
      acceptance: '',
    });
  });

  it.each([
    { texts: { name: '' }, field: 'name', words: 'needs a name' },
    { texts: { name: 'Login' }, field: 'name', words: 'already' },
    { texts: { name: 'New', priority: '-1' }, field: 'priority', words: 'whole number' },
    { texts: { name: 'New', difficulty: 'much' }, field: 'difficulty', words: 'normal' },
    { texts: { name: 'New', dependsOn: 'Nothing' }, field: 'dependsOn', words: 'Nothing' },
  ] as const)('refuses $texts and says why', ({ texts, field, words }) => {
    const form = filled(texts);
    expect(problemsOf(form, features)[field]).toContain(words);
    expect(draftOf(form, features)).toBeNull();
  });

  it('names the circle that a dependency closes', () => {
    const problem = problemsOf(filled({ dependsOn: 'Search history' }, 1), features).dependsOn;
    expect(problem).toBe('This closes a circle: #1 > #3 > #2 > #1.');
  });

  it('holds what a feature has, and knows when something was changed', () => {
    const form = formFor(features[1] ?? null, features);
    expect(form.inputs.dependsOn.text).toBe('Login');
    expect(isFormChanged(form, features)).toBe(false);
    expect(isFormChanged(filled({ category: 'docs' }, 2), features)).toBe(true);
  });

  it('suggests a feature for the word being typed', () => {
    const form = filled({ dependsOn: 'Login, hist' });
    expect(suggestionFor(form, features)?.name).toBe('Search history');
    expect(withSuggestion(form, features).inputs.dependsOn.text).toBe('Login, Search history');
  });
});
