import type { Action } from './scheduler/plan.ts';

/** Conditions that need the person, one for each source; a source takes back what it has said. */
export class Banners {
  readonly #texts = new Map<string, string>();

  /** Shows a condition. */
  show(source: string, text: string): void {
    this.#texts.set(source, text);
  }

  /** Takes a condition back; a source that shows nothing is no error. */
  clear(source: string): void {
    this.#texts.delete(source);
  }

  /** What a person should read first: the oldest condition that still holds; null in a calm run. */
  first(): string | null {
    for (const text of this.#texts.values()) return text;
    return null;
  }
}

/** Who says that a slot stands still because a budget is used up. */
export function budgetBannerOf({ agent }: { readonly agent: string }): string {
  return `budget ${agent}`;
}

/** Who says a banner when an action fails, and takes it back when it succeeds. */
export function sourceOf(action: Action | null): string {
  if (action === null) return 'tick';
  return 'agent' in action ? `${action.kind} ${action.agent}` : action.kind;
}
