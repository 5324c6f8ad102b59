// The dependency on SDK v1 gives way to those on the packages of v2. What comes in is the SDK's own codemod's to say;
// how it is written is ours: that tool formats the file anew.

import { declaredIn, withEntry, withoutEntry, type Section } from '../manifest-text.ts';

/** The package of SDK v1. */
export const sdkV1 = '@modelcontextprotocol/sdk';

/** A dependency that comes in: where, under which name, with which range. */
export interface Incoming {
  readonly section: Section;
  readonly name: string;
  readonly range: string;
}

const sections = ['dependencies', 'devDependencies'] as const;

/** What stands in a manifest after the tool that did not stand there before; empty where one of them is no manifest. */
export function incoming(before: string, after: string): readonly Incoming[] {
  const [old, now] = [sectionsOf(before), sectionsOf(after)];
  return sections.flatMap((section) =>
    Object.entries(now[section] ?? {}).flatMap(([name, range]): Incoming[] =>
      typeof range === 'string' && old[section]?.[name] === undefined ? [{ section, name, range }] : [],
    ),
  );
}

/** The manifest with what comes in, and without SDK v1 unless some file still needs it. Throws `TypeError` for strange shapes. */
export function swapped(text: string, news: readonly Incoming[], keepsV1: boolean): string {
  let next = text;
  for (const { section, name, range } of news) {
    if (declaredIn(next, name) === null) next = withEntry(next, section, name, range);
  }
  for (;;) {
    const declared = keepsV1 ? null : declaredIn(next, sdkV1);
    if (declared === null || declared.section === 'optionalDependencies') return next;
    next = withoutEntry(next, declared, sdkV1);
  }
}

type Sections = Readonly<Partial<Record<Section, Readonly<Record<string, unknown>>>>>;

function sectionsOf(text: string): Sections {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof json !== 'object' || json === null) return {};
    const manifest = json as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      sections.flatMap((section) => {
        const entries = manifest[section];
        return typeof entries === 'object' && entries !== null ? [[section, entries]] : [];
      }),
    );
  } catch {
    return {};
  }
}
