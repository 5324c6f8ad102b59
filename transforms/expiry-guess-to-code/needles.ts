// What a file holds that this codemod looks at.

export { needles } from '../lib/recogniser/needles.ts';
