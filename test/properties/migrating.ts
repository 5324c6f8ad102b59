// Generated files under the codemod, as the engine gives them to it: with an index over the files, and the transport built here.

import { codemod } from '../../transforms/expiry-guess-to-code/index.ts';
import type { Edit, Finding } from '../../transforms/lib/codemod.ts';
import { factsOf } from '../../transforms/lib/fixtures.ts';
import { foldChanges } from '../../transforms/lib/fold.ts';
import { modulesOf } from '../../transforms/lib/modules.test.kit.ts';
import { makeSource, type Source } from '../../transforms/lib/source.ts';
import type { Program } from './generate/programs.ts';

export interface Migrated {
  readonly source: Source;
  readonly findings: readonly Finding[];
  /** All edits of the fixes, those for imports included. */
  readonly edits: readonly Edit[];
  /** The file with all fixes made. */
  readonly output: string;
}

const bom = '\uFEFF';

export function migrate({ path, text, generation }: Pick<Program, 'path' | 'text' | 'generation'>): Migrated {
  const mark = text.startsWith(bom) ? bom : '';
  const source = makeSource(path, text.slice(mark.length));
  const built = [{ path, line: 1, generation, patched: false }];
  const facts = {
    ...factsOf({ 'transport-origin': { built, dependencies: [] } }),
    modules: modulesOf({ files: {} }, [source]),
  };
  const findings = codemod.inspect(source, { facts, checkStyle: 'code' });
  const changes = findings.flatMap((finding) => (finding.kind === 'fix' ? [finding.change] : []));
  const { text: output, edits } = foldChanges(source, changes);
  return { source, findings, edits, output: mark + output };
}
