// What a person sees of one finding: its story, and the question before writing.

export { confirmFormat, confirmWrite, type Answer } from './confirm-write.ts';
export { explainText, silenceText, type StoryOptions } from './explain-text.ts';
export { plainColors, type Colors } from './colors.ts';
export { visible, visibleLine } from './visible.ts';
