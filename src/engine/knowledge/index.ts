export { openKnowledge } from './open-knowledge.ts';
export { openPatterns } from './open-patterns.ts';
export { lineObject } from './pattern-line.ts';
export { countsLine } from './reference-prompt.ts';
