// What a name is set to is what it stands for only as long as nothing changes it in place. A list, set, map or object that
// is changed anywhere in the file is not known where nobody sees the order of things.

import type { Node } from '@babel/types';
import type { Binding, Scopes } from '../../scopes.ts';
import { nameOf } from '../../tree.ts';

const changing = new Set([
  'push', 'unshift', 'pop', 'shift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'add', 'set', 'delete', 'clear',
]); // prettier-ignore

const changingFirst = new Set([
  'assign',
  'defineProperty',
  'defineProperties',
  'set',
  'deleteProperty',
  'setPrototypeOf',
]);

const known = new WeakMap<Binding, readonly Node[]>();

/** What changes the value a constant holds: calls, assignments, updates, deletions. */
export function changesOf(binding: Binding, scopes: Scopes): readonly Node[] {
  let changes = known.get(binding);
  if (changes === undefined) {
    changes = binding.references.flatMap(({ node }) => changeThrough(node, scopes) ?? []);
    known.set(binding, changes);
  }
  return changes;
}

/** What changes the value that a name or a property stands for, by way of this one use of it. */
export function changeThrough(use: Node, { parentOf }: Scopes): Node | undefined {
  let at = use;
  for (let parent = parentOf(at); parent !== undefined; parent = parentOf(at)) {
    const { node, key } = parent;
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        break;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (key !== 'object') return undefined;
        break;
      case 'AssignmentExpression':
        return key === 'left' && at !== use ? node : undefined;
      case 'UpdateExpression':
        return at !== use ? node : undefined;
      case 'UnaryExpression':
        return node.operator === 'delete' ? node : undefined;
      case 'CallExpression':
      case 'OptionalCallExpression':
        return isChangingCall(node, at, key) ? node : undefined;
      default:
        return undefined;
    }
    at = node;
  }
  return undefined;
}

/** `list.push(x)`, `Object.assign(table, x)`. */
function isChangingCall(call: Node, at: Node, key: string): boolean {
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return false;
  const name = nameOf(callee.property) ?? '';
  if (key === 'callee') return changing.has(name);
  const ofObject = callee.object.type === 'Identifier' && /^(?:Object|Reflect)$/.test(callee.object.name);
  return ofObject && changingFirst.has(name) && call.arguments[0] === at;
}
