// What has nothing to do with MCP: errors of the consumer's own, and things thrown that are no errors.

import { errorClass } from '../language/errors.ts';
import { error } from './model-errors.ts';
import { row, type Row } from './rows.ts';
import { list } from '../language/value.ts';

export const ownRows: readonly Row[] = [
  row('either', {
    id: 'own',
    words: 'an error of its own',
    kind: 'other',
    quick: true,
    stock: () => error(errorClass, { message: 'Something else broke' }),
  }),
  row('either', { id: 'text-thrown', words: 'a thrown text', kind: 'other', stock: () => 'Something else broke' }),
  row('either', { id: 'nothing-thrown', words: 'nothing', kind: 'other', stock: () => undefined }),
  row('either', { id: 'list-thrown', words: 'a thrown list', kind: 'other', stock: () => list([]) }),
];
