// Whether anything that a test loads makes something with a `code` of its own: then what it asserts of a `code` may be that.

import type { Modules } from '../lib/facts.ts';
import { moduleImports } from '../lib/module-imports.ts';
import type { Source } from '../lib/source.ts';
import { nameOf, walk } from '../lib/tree.ts';

const reaching = new WeakMap<Modules, Map<string, boolean>>();

/** True where a file behind the imports of this one does, or where one of them cannot be followed. */
export function carriesCode(modules: Modules, source: Source): boolean {
  const known = reaching.get(modules) ?? new Map<string, boolean>();
  reaching.set(modules, known);
  const seen = new Set([source.path]);
  const open = [source];
  for (const file of open) {
    for (const { module } of moduleImports(file)) {
      const target = modules.resolve(file.path, module);
      if (target === undefined) return true;
      if (target.kind === 'package' || seen.has(target.source.path)) continue;
      const { path } = target.source;
      seen.add(path);
      const makes = known.get(path) ?? makesCode(target.source);
      known.set(path, makes);
      if (makes) return true;
      open.push(target.source);
    }
  }
  return false;
}

/** `{ code: … }`, `this.code = …`, a class with a `code`; what only reads one makes none. */
function makesCode({ text, file }: Source): boolean {
  if (!text.includes('code')) return false;
  let makes = false;
  walk(file.program, (node) => {
    switch (node.type) {
      case 'ObjectExpression':
        makes ||= node.properties.some((each) => 'key' in each && nameOf(each.key) === 'code');
        break;
      case 'AssignmentExpression':
        makes ||= node.left.type === 'MemberExpression' && nameOf(node.left.property) === 'code';
        break;
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassMethod':
        makes ||= nameOf(node.key) === 'code';
        break;
      case 'TSParameterProperty':
        makes ||= node.parameter.type === 'Identifier' && node.parameter.name === 'code';
        break;
      default:
    }
    return !makes;
  });
  return makes;
}
