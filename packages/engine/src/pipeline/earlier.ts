// The checks that earlier codemods found, for the facts of those that come later.

import { type Codemod, type Finding, SyntaxProblem, withSuppressions } from '@resession/transforms/lib';
import type { Earlier, EarlierFinding } from '../analyse/analyse.ts';
import type { Answers } from '../inspect.ts';
import type { Draft } from './draft.ts';
import { concerns, inspected } from './inspected.ts';
import { before } from './order.ts';
import type { Round } from './round.ts';

/**
 * The checks that come before a codemod's own findings: of this round where the file and the earlier codemod take part in it,
 * else made on the file as it is, for the facts alone.
 */
export function earlierFindings(round: Round, drafts: ReadonlyMap<string, Draft>): (codemod: Codemod) => Earlier {
  const aside = new Map<string, readonly EarlierFinding[]>();
  const lookAside = (codemod: Codemod, path: string): readonly EarlierFinding[] => {
    const key = `${codemod.id}\0${path}`;
    const known = aside.get(key);
    if (known !== undefined) return known;
    const text = round.original(path);
    const source = text === undefined || !concerns(round, codemod, path, text) ? null : round.parse(path, text);
    if (source === null || source instanceof SyntaxProblem) return [];
    const answers: Answers = (kind, of = path) => round.analysis.answer(kind, of, earlierThan(codemod));
    const { findings: own } = inspected(codemod, source, round, answers);
    const findings = withSuppressions(source, codemod.id, own).map((finding) =>
      forFacts(finding, source.position(finding.start).line),
    );
    aside.set(key, findings);
    return findings;
  };
  const earlierThan =
    (codemod: Codemod): Earlier =>
    (path) =>
      before(codemod, round.order.all).flatMap((each) => {
        if (each.findsChecks !== true) return [];
        const draft = round.order.active.has(each.id) ? drafts.get(path) : undefined;
        if (draft === undefined) return lookAside(each, path);
        const source = round.parse(path, draft.before);
        if (source instanceof SyntaxProblem) return [];
        return draft.found
          .filter((found) => found.codemod === each.id)
          .map(({ finding, span }) => forFacts(finding, source.position(span.start).line));
      });
  return earlierThan;
}

function forFacts(finding: Finding, line: number): EarlierFinding {
  const imports = finding.kind === 'fix' ? finding.change.imports.map(({ module }) => module) : [];
  return { line, kind: finding.kind, imports };
}
