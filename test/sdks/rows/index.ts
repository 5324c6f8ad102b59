// All rows of the contract, in its order.
import { type Row } from '../world.ts';
import { aliveRows } from './get-alive.ts';
import { asStockRows } from './as-stock.ts';
import { authRows } from './auth.ts';
import { bodyRows } from './bodies.ts';
import { closeRows } from './close.ts';
import { consumerRows } from './consumers.ts';
import { deleteRows } from './delete.ts';
import { gapRows } from './gap.ts';
import { getRows } from './get.ts';
import { initializeRows } from './initialize.ts';
import { lateRows } from './late.ts';
import { nginxRows } from './nginx.ts';
import { postRows } from './post.ts';
import { realServerRows } from './real-servers.ts';
import { recoveryRows } from './recovery.ts';
import { redirectRows } from './redirects.ts';
import { reuseRows } from './reuse.ts';
import { streamRows } from './streams.ts';

export const ROWS: readonly Row[] = [
  ...postRows,
  ...getRows,
  ...aliveRows,
  ...deleteRows,
  ...asStockRows,
  ...lateRows,
  ...gapRows,
  ...initializeRows,
  ...bodyRows,
  ...streamRows,
  ...redirectRows,
  ...authRows,
  ...reuseRows,
  ...closeRows,
  ...consumerRows,
  ...realServerRows,
  ...nginxRows,
  ...recoveryRows,
];
