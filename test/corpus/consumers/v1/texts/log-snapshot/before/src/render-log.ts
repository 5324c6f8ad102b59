export interface Line {
  readonly at: number;
  readonly text: string;
}

export const renderLog = (lines: readonly Line[]): string => lines.map(({ at, text }) => `[${at}] ${text}`).join('\n');
